package dev.bookreel.transforms.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.junit.jupiter.api.Test;

class DumpRowWriterTest {
  private static final FieldType DATE = FieldType.logicalType(SqlTypes.DATE);
  private static final int DAY = 18_992;
  private static final Table TABLE =
      table(
          Field.of("title", FieldType.STRING),
          Field.nullable("text", FieldType.STRING),
          Field.of("slugs", FieldType.array(FieldType.STRING)),
          Field.nullable("born_on", DATE),
          Field.nullable("pages", FieldType.INT32),
          Field.of("created_at", FieldType.logicalType(SqlTypes.TIMESTAMP)),
          Field.nullable("reads", FieldType.INT64),
          Field.nullable("size", FieldType.DOUBLE),
          Field.nullable("known", FieldType.BOOLEAN),
          Field.of("valid_from", DATE),
          Field.nullable("valid_to", DATE));

  /** The texts are more than are held at once, several times: rows are written in between. */
  @Test
  void allRowsAreWritten_alsoWhereTextsAreMany() {
    MemoryTable table = new MemoryTable(TABLE);
    ColumnsWriter columns = table.openColumns(Map.of());
    DumpRowWriter writer = new DumpRowWriter(TABLE, columns, DAY);
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < 45_000; i++) {
      List<Object> values = values(i);
      DumpRow row = new DumpRow(TABLE);
      for (int column = 0; column < values.size(); column++) {
        if (values.get(column) != null) {
          row.set(TABLE.schema().nameOf(column), values.get(column));
        }
      }
      writer.write(row);
      values.set(9, DAY);
      expected.add(values);
    }
    writer.flush();
    columns.finish();
    assertThat(table.rows(), equalTo(expected));
  }

  @Test
  void aValueThatIsMissing_isNoticed() {
    DumpRowWriter writer =
        new DumpRowWriter(TABLE, new MemoryTable(TABLE).openColumns(Map.of()), DAY);
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> writer.write(new DumpRow(TABLE).set("title", "Up").set("slugs", List.of())));
    assertThat(failure.getMessage(), is("the column created_at must have a value"));
  }

  @Test
  void listsThatMayBeNull_areRefused() {
    Table table =
        table(
            Field.nullable("slugs", FieldType.array(FieldType.STRING)),
            Field.of("valid_from", DATE));
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DumpRowWriter(table, new MemoryTable(table).openColumns(Map.of()), DAY));
    assertThat(
        failure.getMessage(), is("the lists of slugs may be null: let them be empty instead"));
  }

  private static List<Object> values(int row) {
    boolean has = row % 3 > 0;
    return Arrays.asList(
        "Title " + row % 100,
        has ? "a text that is long and like no other, which has the number ".repeat(8) + row : null,
        row % 2 == 0 ? List.of() : List.of("slug " + row % 7, "slug " + row % 11),
        has ? row : null,
        has ? -row : null,
        row * 1_000_000L,
        has ? row - 1L : null,
        has ? row / 7.0 : null,
        has ? row % 2 == 0 : null,
        null,
        null);
  }

  private static Table table(Field... fields) {
    return new Table("trusted/things", "A thing.", Schema.of(fields), List.of());
  }
}
