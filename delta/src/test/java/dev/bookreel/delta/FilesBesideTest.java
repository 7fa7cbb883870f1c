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
import java.util.Collections;
import java.util.HashMap;
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

/** Files that are written as columns; two with the same first ones, which are encoded once. */
class FilesBesideTest {
  private static final Set<String> NO_DICTIONARY = Set.of("text");
  private static final Schema NARROW =
      Schema.builder()
          .addStringField("name")
          .addStringField("text")
          .addInt64Field("number")
          .build();
  private static final int PAGE = 20_000;

  private static final TextPool NAMES = new TextPool();

  static {
    for (int name = 0; name < 100; name++) {
      NAMES.add("name " + name);
    }
  }

  private static final Schema WIDE =
      Schema.builder()
          .addStringField("name")
          .addStringField("text")
          .addInt64Field("number")
          .addNullableField("share", FieldType.DOUBLE)
          .addBooleanField("known")
          .build();

  @TempDir Path folder;

  @Test
  void bothFilesHaveAllRows_inSeveralRowGroups() throws IOException {
    int rows = 250_000;
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
  void aFileOfColumns_isWhatParquetsOwnWriterMakesOfTheRows() throws IOException {
    int rows = 90_000;
    DataFileWriter writer = DataFileWriter.create(path("rows"), WIDE, Map.of(), NO_DICTIONARY);
    for (List<Object> values : expected(rows, 5)) {
      writer.setString(0, (String) values.get(0));
      writer.setString(1, (String) values.get(1));
      writer.setLong(2, (Long) values.get(2));
      if (values.get(3) != null) {
        writer.setDouble(3, (Double) values.get(3));
      }
      writer.setBoolean(4, (Boolean) values.get(4));
      writer.endRow();
    }
    DataFile ofRows = writer.finish();
    DataFile ofColumns = write(rows)[1];
    assertThat(ofColumns.stats(), is(ofRows.stats()));
    List<ColumnChunkMetaData> expected;
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(Path.of(ofRows.location(path("rows")))))) {
      expected = reader.getFooter().getBlocks().get(0).getColumns();
    }
    List<ColumnChunkMetaData> columns = blocks(ofColumns).get(0).getColumns();
    for (int column = 0; column < 5; column++) {
      assertThat(columns.get(column).getEncodings(), equalTo(expected.get(column).getEncodings()));
      assertThat(
          columns.get(column).hasDictionaryPage(), is(expected.get(column).hasDictionaryPage()));
    }
  }

  @Test
  void textsOfADictionary_haveNumbers_throughoutTheFile() throws IOException {
    DataFile file = write(250_000)[0];
    assertThat(blocks(file).size(), is(greaterThan(1)));
    Map<Integer, String> texts = new HashMap<>();
    try (DataFileReader reader =
        DataFileReader.open(path("narrow"), file, NARROW, List.of("text", "name", "number"))) {
      while (reader.next()) {
        assertThat(reader.getTextNumber(0), is(-1));
        String text = reader.getString(1);
        texts.putIfAbsent(reader.getTextNumber(1), text);
        assertThat(texts.get(reader.getTextNumber(1)), is(text));
      }
    }
    assertThat(texts.size(), is(100 * blocks(file).size()));
    assertThat(Collections.max(texts.keySet()), is(texts.size() - 1));
  }

  @Test
  void noNumber_hasNoBounds() {
    Schema schema = Schema.builder().addNullableField("share", FieldType.DOUBLE).build();
    double[] values = {1.5, Double.NaN, 0.5};
    boolean[] none = new boolean[3];
    boolean[] twoOfThem = {true, false, true};
    assertThat(
        stats(schema, values, none),
        is("{\"numRecords\":3,\"minValues\":{},\"maxValues\":{},\"nullCount\":{\"share\":3}}"));
    assertThat(
        stats(schema, values, twoOfThem),
        is(
            "{\"numRecords\":3,\"minValues\":{\"share\":0.5},\"maxValues\":{\"share\":1.5},"
                + "\"nullCount\":{\"share\":1}}"));
    // What is not a number is greater than all that are: no bound would hold.
    assertThat(
        stats(schema, values, null),
        is(
            "{\"numRecords\":3,\"minValues\":{},\"maxValues\":{},"
                + "\"nullCount\":{\"share\":0}}"));
  }

  private String stats(Schema schema, double[] values, boolean[] present) {
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("numbers"), schema, Map.of(), NO_DICTIONARY);
    writer.doubles(0, values, present, 0, values.length);
    writer.endRows(values.length);
    return writer.finish().stats();
  }

  @Test
  void otherColumns_areRefused() {
    DataColumnsWriter wide = DataColumnsWriter.create(path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    assertThrows(
        IllegalArgumentException.class,
        () -> wide.createBeside(path("narrow"), NARROW, Map.of(), NO_DICTIONARY));
    wide.abandon();
    assertThat(folder.resolve("wide").toFile().list().length, is(0));
    assertThat(folder.resolve("narrow").toFile().list().length, is(0));
  }

  @Test
  void aNullWhereThereMustBeAValue_isRefused() {
    Schema schema = Schema.builder().addDoubleField("size").build();
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("sizes"), schema, Map.of(), NO_DICTIONARY);
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> writer.doubles(0, new double[1], new boolean[1], 0, 1));
    assertThat(failure.getMessage(), is("size must have a value in each row"));
    writer.abandon();
  }

  @Test
  void aColumnThatIsMissing_isNoticed() {
    DataColumnsWriter narrow =
        DataColumnsWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    narrow.longs(2, new long[] {1}, null, 0, 1);
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> narrow.endRows(1));
    assertThat(failure.getMessage(), is("a column has 0 of 1 rows"));
    narrow.abandon();
  }

  @Test
  void rowsThatAreMissingBeside_areNoticed() {
    DataColumnsWriter narrow =
        DataColumnsWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataColumnsWriter wide = narrow.createBeside(path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    Batch batch = new Batch(0, 1, new Random(1));
    batch.putNarrow(narrow);
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> narrow.endRows(1));
    assertThat(failure.getMessage(), is("a file beside another one has other rows"));
    wide.abandon();
    narrow.abandon();
    assertThat(folder.resolve("wide").toFile().list().length, is(0));
  }

  @Test
  void theOtherOneIsFinishedFirst() {
    DataColumnsWriter narrow =
        DataColumnsWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataColumnsWriter wide = narrow.createBeside(path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    new Batch(0, 1, new Random(1)).put(narrow, wide);
    IllegalStateException failure = assertThrows(IllegalStateException.class, wide::finish);
    assertThat(failure.getMessage(), is("the file that it lies beside is not finished"));
    wide.abandon();
    narrow.abandon();
  }

  private DataFile[] write(int rows) {
    DataColumnsWriter narrow =
        DataColumnsWriter.create(path("narrow"), NARROW, Map.of(), NO_DICTIONARY);
    DataColumnsWriter wide = narrow.createBeside(path("wide"), WIDE, Map.of(), NO_DICTIONARY);
    Random random = new Random(7);
    for (int row = 0; row < rows; row += PAGE) {
      new Batch(row, Math.min(PAGE, rows - row), random).put(narrow, wide);
    }
    DataFile first = narrow.finish();
    return new DataFile[] {first, wide.finish()};
  }

  /** Some rows as columns. */
  private static final class Batch {
    private final int count;
    private final int[] names;
    private final int[] texts;
    private final long[] numbers;
    private final double[] shares;
    private final boolean[] hasShare;
    private final boolean[] known;
    private final TextPool text = new TextPool();

    Batch(int from, int count, Random random) {
      this.count = count;
      names = new int[count];
      texts = new int[count];
      numbers = new long[count];
      shares = new double[count];
      hasShare = new boolean[count];
      known = new boolean[count];
      for (int i = 0; i < count; i++) {
        List<Object> values = values(from + i, random);
        names[i] = (from + i) % NAMES.size();
        texts[i] = text.add((String) values.get(1));
        numbers[i] = (Long) values.get(2);
        hasShare[i] = values.get(3) != null;
        shares[i] = hasShare[i] ? (Double) values.get(3) : 0;
        known[i] = (Boolean) values.get(4);
      }
    }

    void putNarrow(DataColumnsWriter narrow) {
      narrow.texts(0, NAMES, names, 0, count);
      narrow.texts(1, text, texts, 0, count);
      narrow.longs(2, numbers, null, 0, count);
    }

    void put(DataColumnsWriter narrow, DataColumnsWriter wide) {
      putNarrow(narrow);
      wide.doubles(3, shares, hasShare, 0, count);
      wide.booleans(4, known, null, 0, count);
      wide.endRows(count);
      narrow.endRows(count);
    }
  }

  /** Long texts that hardly compress, so that a few hundred thousand make several row groups. */
  private static List<Object> values(int row, Random random) {
    byte[] noise = new byte[300];
    random.nextBytes(noise);
    List<Object> values = new ArrayList<>();
    values.add("name " + row % 100);
    values.add(HexFormat.of().formatHex(noise));
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
        row.add(reader.getString(1));
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
