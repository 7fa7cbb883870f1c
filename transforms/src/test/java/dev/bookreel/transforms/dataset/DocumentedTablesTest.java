package dev.bookreel.transforms.dataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.bookreel.testdata.Sample;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.junit.jupiter.api.Test;

/**
 * docs/tables.md tells of every table and every column, with its type and whether it may be null.
 */
class DocumentedTablesTest {
  @Test
  void everyTableHasASection_andEveryColumnItsTypeThere() throws IOException {
    String page = Files.readString(Sample.root().resolve("docs/tables.md"));
    List<String> missing = new ArrayList<>();
    for (Table table : Tables.all()) {
      String heading = "\n## " + table.name() + "\n";
      assertThat(page, containsString(heading));
      String section = page.substring(page.indexOf(heading) + heading.length());
      int end = section.indexOf("\n## ");
      section = end < 0 ? section : section.substring(0, end);
      for (Field field : table.schema().getFields()) {
        String name = "`" + field.getName() + "`" + (field.getType().getNullable() ? " ∅" : "");
        boolean told =
            section
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1))
                .anyMatch(
                    cells ->
                        List.of(cells[1].strip().split(", ", -1)).contains(name)
                            && cells[2].strip().equals(type(field)));
        if (!told) {
          missing.add(table.name() + ": " + name + " " + type(field));
        }
      }
    }
    assertThat(missing, is(List.of()));
  }

  private static String type(Field field) {
    return switch (field.getType().getTypeName()) {
      case STRING -> "string";
      case INT32 -> "int";
      case INT64 -> "long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array of string";
      default ->
          field.getType().getLogicalType().getIdentifier().equals(SqlTypes.DATE.getIdentifier())
              ? "date"
              : "timestamp";
    };
  }
}
