package dev.bookreel.transforms.match;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.transforms.table.MemoryTable;
import dev.bookreel.transforms.table.RowWriter;
import dev.bookreel.transforms.table.Table;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;

class PackerTest {

  @Test
  void everyKindOfValueComesBack() {
    List<Object> values =
        Arrays.asList(
            null,
            "",
            "Weiß \ud83d\ude00",
            0,
            -1,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            -1L,
            0.1,
            -0.0,
            true,
            false,
            List.of(),
            List.of("é", ""));

    assertThat(roundTrip(values), contains(values));
  }

  @Test
  void aValueOfNoKnownKind_isAMistake() {
    IllegalArgumentException mistake =
        assertThrows(IllegalArgumentException.class, () -> new Packer().putValue(BigInteger.ONE));

    assertThat(mistake.getMessage(), is("no kind for a value of class java.math.BigInteger"));
  }

  private static List<List<Object>> roundTrip(List<Object> values) {
    Packer packer = new Packer();
    values.forEach(packer::putValue);
    Unpacker unpacker = new Unpacker();
    unpacker.moveTo(packer.take(), 0);
    Schema.Builder schema = Schema.builder();
    for (int column = 0; column < values.size(); column++) {
      schema.addStringField("c" + column);
    }
    MemoryTable table = new MemoryTable(new Table("t", "A row.", schema.build(), List.of()));
    RowWriter writer = table.open(Map.of());
    for (int column = 0; column < values.size(); column++) {
      unpacker.copyValue(writer, column);
    }
    writer.endRow();
    writer.finish();
    return table.rows();
  }
}
