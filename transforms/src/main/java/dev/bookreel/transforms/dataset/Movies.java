package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;

import dev.bookreel.transforms.parse.Numbers;
import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.text.MatchKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.FieldType;

/**
 * The catalogue: a record is a movie, its key the title.
 *
 * <p>Quarantined: a movie without a title; a length that is not a whole number of minutes above 0;
 * a size that is not a number, or below 0.
 */
public final class Movies extends CsvDump {
  private static final long serialVersionUID = 1L;

  /** {@code trusted/movies}. */
  public static final Table TABLE =
      TableDefinition.of("trusted/movies", "A version of a movie in the catalogue.")
          .required("title", TEXT, "Title as the catalogue spells it.")
          .required("duration_mins", FieldType.INT32, "Length in minutes, above 0.")
          .optional("original_language", TEXT, "Language in English; null when not given.")
          .required("size_mb", FieldType.DOUBLE, "Size of the file in megabytes (10^6 bytes).")
          .required("title_key", TEXT, "Match key of title.")
          .history()
          .build();

  @Override
  public String name() {
    return "movies";
  }

  @Override
  public List<String> requiredColumns() {
    return List.of("title", "duration_mins", "original_language", "size_mb");
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("title_key");
  }

  @Override
  DumpRow key(CsvRecord record) throws Rejected {
    String title = Text.required(record.text("title"), "title");
    return new DumpRow(TABLE).set("title", title).set("title_key", MatchKey.of(title));
  }

  @Override
  DumpRow parse(CsvRecord record) throws Rejected {
    Problems problems = new Problems();
    DumpRow row = problems.read(() -> key(record));
    Integer duration = problems.read(() -> duration(record));
    String language = problems.read(() -> Text.clean(record.text("original_language")));
    Double size = problems.read(() -> size(record));
    problems.requireNone();
    return row.set("duration_mins", duration)
        .set("original_language", language)
        .set("size_mb", size);
  }

  private static int duration(CsvRecord record) throws Rejected {
    String text = Text.required(record.text("duration_mins"), "duration_mins");
    int minutes = Numbers.parseInt(text, "duration_mins");
    if (minutes == 0) {
      throw new Rejected("duration_mins.range", "duration_mins is 0, and a movie is longer.");
    }
    return minutes;
  }

  private static double size(CsvRecord record) throws Rejected {
    byte[] text = Text.required(record.text("size_mb"), "size_mb").getBytes(StandardCharsets.UTF_8);
    return Numbers.parseDouble(text, 0, text.length, "size_mb");
  }
}
