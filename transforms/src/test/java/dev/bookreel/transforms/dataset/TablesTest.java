package dev.bookreel.transforms.dataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.bookreel.transforms.table.Table;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void aLakeHasTheseTables() {
    assertThat(
        Tables.all().stream().map(Table::name).toList(),
        contains(
            "trusted/movies",
            "trusted/users",
            "trusted/streams",
            "trusted/authors",
            "trusted/books",
            "trusted/reviews",
            "refined/streams",
            "refined/movie_books",
            "refined/daily_movies",
            "refined/answers",
            "quarantine",
            "quality_results"));
  }

  @Test
  void everyColumnIsDescribed() {
    List<String> silent =
        Tables.all().stream()
            .flatMap(
                table ->
                    table.schema().getFields().stream()
                        .filter(field -> field.getDescription().isBlank())
                        .map(field -> table.name() + "." + field.getName()))
            .toList();

    assertThat(silent, empty());
  }

  @Test
  void everyDumpKeepsHistory_inItsLastColumns() {
    for (Dump dump : Datasets.dumps()) {
      List<String> columns = names(dump.table().schema());
      assertThat(
          columns.subList(columns.size() - 3, columns.size()),
          contains("valid_from", "valid_to", "deleted_on"));
    }
  }

  @Test
  void everyKeyIsMadeOfColumns() {
    for (Dataset dataset : Datasets.all()) {
      assertThat(
          names(dataset.table().schema()), hasItems(dataset.keyColumns().toArray(String[]::new)));
    }
  }

  @Test
  void sessionsHaveTheirColumnsInAFixedOrder() {
    assertThat(
        names(Streams.TABLE.schema()),
        contains(
            "movie_title",
            "movie_key",
            "user_email",
            "size_mb",
            "start_at",
            "end_at",
            "start_date"));
    assertThat(
        names(Tables.REFINED_STREAMS.schema()),
        contains(
            "movie_title",
            "movie_key",
            "user_email",
            "size_mb",
            "start_at",
            "end_at",
            "watch_seconds",
            "movie_duration_mins",
            "watched_share",
            "based_on_book",
            "movie_known",
            "user_known",
            "start_date"));
  }

  @Test
  void sessionsArePartitionedByTheirDay_andResultsByTheirRun() {
    for (Table table : Tables.all()) {
      assertThat(
          table.partitionColumns(),
          is(
              switch (table.name()) {
                case "trusted/streams", "refined/streams" -> List.of("start_date");
                case "quality_results" -> List.of("run_id");
                default -> List.of();
              }));
    }
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Field::getName).toList();
  }
}
