package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files with the same first columns, which are encoded once. */
class FilesBesideTest {
  private static final Set<String> NO_DICTIONARY = Set.of("text");
  private static final Schema NARROW =
      Schema.builder()
          .addStringField("name")
          .addNullableField("text", FieldType.STRING)
          .addInt64Field("number")
          .build();
  private static final Schema WIDE =
      Schema.builder()
          .addStringField("name")
          .addNullableField("text", FieldType.STRING)
          .addInt64Field("number")
          .addNullableField("share", FieldType.DOUBLE)
          .addBooleanField("known")
          .build();

  @TempDir Path folder;

  @Test
  void bothFilesHaveAllRows_inSeveralRowGroups() throws IOException {
    int rows = 400_000;
    DataFile[] files = write(rows);
    assertThat(blocks(files[0]).size(), is(greaterThan(1)));
    assertThat(files[1].rows(), is((long) rows));
    List<List<Object>> narrow = read("narrow", NARROW, files[0]);
    List<List<Object>> wide = read("wide", WIDE, files[1]);
    assertThat(narrow, equalTo(expected(rows, 3)));
    assertThat(wide, equalTo(expected(rows, 5)));
  }

  @Test
  void whatIsKnownOfSharedColumns_isTheSame() throws IOException {
    DataFile[] files = write(100_000);
    List<BlockMetaData> narrow = blocks(files[0]);
    List<BlockMetaData> wide = blocks(files[1]);
    for (int block = 0; block < narrow.size(); block++) {
      assertThat(wide.get(block).getRowCount(), is(narrow.get(block).getRowCount()));
      for (int column = 0; column < 3; column++) {
        ColumnChunkMetaData one = narrow.get(block).getColumns().get(column);
        ColumnChunkMetaData other = wide.get(block).getColumns().get(column);
        assertThat(other.getStatistics(), equalTo(one.getStatistics()));
        assertThat(other.getTotalSize(), is(one.getTotalSize()));
        assertThat(other.getEncodings(), equalTo(one.getEncodings()));
      }
    }
  }

  @Test
  void pagesAreFoundByTheirIndex() throws IOException {
    DataFile[] files = write(100_000);
    ParquetReadOptions onlyOne =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withRecordFilter(
                FilterCompat.get(FilterApi.eq(FilterApi.longColumn("number"), 77_777L)))
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(input(files[1]), onlyOne)) {
      long rows = reader.readNextFilteredRowGroup().getRowCount();
      assertThat(rows, is(greaterThan(0L)));
      assertThat(rows, is(lessThanOrEqualTo(20_000L)));
    }
  }

  @Test
  void noRows_areTwoFilesWithoutAny() throws IOException {
    DataFile[] files = write(0);
    assertThat(files[0].rows(), is(0L));
    assertThat(read("wide", WIDE, files[1]), is(List.of()));
  }

  @Test
  void otherColumns_areRefused() {
    DataFileWriter wide = DataFileWriter.create(path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    assertThrows(
        IllegalArgumentException.class,
        () -> DataFileWriter.createBeside(wide, path("narrow"), NARROW, Map.of(), NO_DICTIONARY));
    wide.abandon();
  }

  @Test
  void aRowThatIsMissingBeside_isNoticed() {
    DataFileWriter narrow = DataFileWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataFileWriter wide =
        DataFileWriter.createBeside(narrow, path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    narrow.setString(0, "x");
    narrow.setLong(2, 1);
    IllegalStateException failure = assertThrows(IllegalStateException.class, narrow::endRow);
    assertThat(failure.getMessage(), is("a file beside another one has other rows"));
    wide.abandon();
    narrow.abandon();
    assertThat(folder.resolve("wide").toFile().list().length, is(0));
  }

  @Test
  void theOtherOneIsFinishedFirst() {
    DataFileWriter narrow = DataFileWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataFileWriter wide =
        DataFileWriter.createBeside(narrow, path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    put(narrow, wide, 0, new Random(1));
    IllegalStateException failure = assertThrows(IllegalStateException.class, wide::finish);
    assertThat(failure.getMessage(), is("the file that it lies beside is not finished"));
    wide.abandon();
    narrow.abandon();
  }

  private DataFile[] write(int rows) {
    DataFileWriter narrow = DataFileWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataFileWriter wide =
        DataFileWriter.createBeside(narrow, path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    Random random = new Random(7);
    for (int row = 0; row < rows; row++) {
      put(narrow, wide, row, random);
    }
    DataFile first = narrow.finish();
    return new DataFile[] {first, wide.finish()};
  }

  private static void put(DataFileWriter narrow, DataFileWriter wide, int row, Random random) {
    List<Object> values = values(row, random);
    narrow.setString(0, (String) values.get(0));
    if (values.get(1) != null) {
      narrow.setString(1, (String) values.get(1));
    }
    narrow.setLong(2, (Long) values.get(2));
    if (values.get(3) != null) {
      wide.setDouble(3, (Double) values.get(3));
    }
    wide.setBoolean(4, (Boolean) values.get(4));
    wide.endRow();
    narrow.endRow();
  }

  /** Long texts that hardly compress, so that a few hundred thousand make several row groups. */
  private static List<Object> values(int row, Random random) {
    byte[] noise = new byte[300];
    random.nextBytes(noise);
    List<Object> values = new ArrayList<>();
    values.add("name " + row % 100);
    values.add(row % 3 == 0 ? null : HexFormat.of().formatHex(noise));
    values.add((long) row);
    values.add(row % 5 == 0 ? null : row / 7.0);
    values.add(row % 2 == 0);
    return values;
  }

  private static List<List<Object>> expected(int rows, int columns) {
    Random random = new Random(7);
    List<List<Object>> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      all.add(new ArrayList<>(values(row, random).subList(0, columns)));
    }
    return all;
  }

  private List<BlockMetaData> blocks(DataFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
      return reader.getFooter().getBlocks();
    }
  }

  private LocalInputFile input(DataFile file) {
    String table = file.stats().contains("share") ? "wide" : "narrow";
    return new LocalInputFile(Path.of(file.location(path(table))));
  }

  private String path(String table) {
    return folder.resolve(table).toString();
  }

  private List<List<Object>> read(String table, Schema schema, DataFile file) {
    List<List<Object>> rows = new ArrayList<>();
    try (DataFileReader reader =
        DataFileReader.open(path(table), file, schema, schema.getFieldNames())) {
      while (reader.next()) {
        List<Object> row = new ArrayList<>();
        row.add(reader.getString(0));
        row.add(reader.isNull(1) ? null : reader.getString(1));
        row.add(reader.getLong(2));
        if (schema.hasField("share")) {
          row.add(reader.isNull(3) ? null : reader.getDouble(3));
          row.add(reader.getBoolean(4));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
