package dev.bookreel.delta;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts, and lists of them, that are written as columns. */
class TextColumnsTest {
  private static final Set<String> NO_DICTIONARY = Set.of("text");
  private static final int PAGE = 20_000;

  /** Half as many different names are more than a dictionary takes. */
  private static final int MANY = 400_000;

  @TempDir Path folder;

  @Test
  void textsThatMayBeNull_andListsOfTexts_areReadBack() throws IOException {
    Schema schema =
        Schema.builder()
            .addNullableStringField("name")
            .addArrayField("slugs", FieldType.STRING)
            .addNullableArrayField("more", FieldType.STRING)
            .addNullableField("number", FieldType.INT64)
            .addNullableField("even", FieldType.BOOLEAN)
            .build();
    TextPool texts = new TextPool();
    IntStream.range(0, 10).forEach(text -> texts.add("text " + text));
    TextPool others = new TextPool();
    IntStream.range(0, 10).forEach(text -> others.add("text " + (9 - text)));
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("lists"), schema, Map.of(), NO_DICTIONARY);
    DataFileWriter rowByRow = DataFileWriter.create(path("rows"), schema, Map.of(), NO_DICTIONARY);
    // Nothing on the first page, everything on the second; then pages of each kind of row.
    int[] sizes = {3, 2, 1, 40, 7};
    Random random = new Random(3);
    List<List<Object>> expected = new ArrayList<>();
    for (int page = 0; page < sizes.length; page++) {
      int[] names = new int[sizes[page] + 1];
      int[] ends = new int[sizes[page] + 1];
      List<Integer> elements = new ArrayList<>();
      for (int row = 0; row <= sizes[page]; row++) {
        boolean none = page == 0 || (page > 1 && random.nextInt(3) == 0);
        names[row] = none ? -1 : random.nextInt(10);
        int from = elements.size();
        random.ints(none ? 0 : 1 + random.nextInt(3), 0, 10).forEach(elements::add);
        ends[row] = elements.size();
        if (row > 0) { // the first one is left out
          List<String> list =
              elements.subList(from, ends[row]).stream().map(text -> "text " + text).toList();
          long number = names[row];
          expected.add(
              none
                  ? Arrays.asList(null, list, list, null, null)
                  : List.of("text " + number, list, list, number, number % 2 == 0));
          if (!none) {
            rowByRow.setString(0, "text " + number);
            rowByRow.setLong(3, number);
            rowByRow.setBoolean(4, number % 2 == 0);
          }
          rowByRow.setStrings(1, list);
          rowByRow.setStrings(2, list);
          rowByRow.endRow();
        }
      }
      int[] numbers = elements.stream().mapToInt(Integer::intValue).toArray();
      writer.texts(
          0, page < 3 ? texts : others, page < 3 ? names : inOthers(names), 1, sizes[page]);
      writer.lists(1, texts, numbers, ends, 1, sizes[page]);
      writer.lists(
          2,
          page < 3 ? texts : others,
          page < 3 ? numbers : inOthers(numbers),
          ends,
          1,
          sizes[page]);
      writer.longs(3, longs(names), are(names), 1, sizes[page]);
      writer.booleans(4, even(longs(names)), are(names), 1, sizes[page]);
      writer.endRows(sizes[page]);
    }
    DataFile file = writer.finish();
    List<List<Object>> found = new ArrayList<>();
    try (DataFileReader reader =
        DataFileReader.open(path("lists"), file, schema, schema.getFieldNames())) {
      while (reader.next()) {
        found.add(
            Arrays.asList(
                reader.isNull(0) ? null : reader.getString(0),
                reader.getStrings(1),
                reader.getStrings(2),
                reader.isNull(3) ? null : reader.getLong(3),
                reader.isNull(4) ? null : reader.getBoolean(4)));
      }
    }
    assertThat(found, equalTo(expected));
    DataFile ofRows = rowByRow.finish();
    assertThat(file.stats(), is(ofRows.stats()));
    List<ColumnChunkMetaData> columns = columns("lists", file);
    List<ColumnChunkMetaData> expectedColumns = columns("rows", ofRows);
    for (int column = 0; column < expectedColumns.size(); column++) {
      assertThat(
          columns.get(column).getStatistics(), is(expectedColumns.get(column).getStatistics()));
      assertThat(
          columns.get(column).getValueCount(), is(expectedColumns.get(column).getValueCount()));
    }
  }

  /** In the order of code points, and the shorter one first: not that of Java's chars or bytes. */
  @Test
  void boundsAreThoseOfUnsignedBytes() {
    List<String> inOrder =
        List.of(
            "",
            "a",
            "a\0",
            "a\0b",
            "abcdefg",
            "abcdefgh",
            "abcdefgh\0",
            "abcdefgi",
            "z",
            "\u00e4",
            "\uffee",
            "\ud83d\ude00");
    for (Set<String> withoutDictionary : List.of(Set.<String>of(), Set.of("name"))) {
      for (int first = 0; first < inOrder.size(); first++) {
        for (int last = first; last < inOrder.size(); last++) {
          assertThat(
              bounds(inOrder.subList(first, last + 1), withoutDictionary),
              is(List.of(inOrder.get(first), inOrder.get(last))));
        }
      }
    }
  }

  /** The least and the greatest of some texts, by the file that they are written to backwards. */
  private List<String> bounds(List<String> texts, Set<String> withoutDictionary) {
    Schema schema = Schema.builder().addStringField("name").build();
    TextPool pool = new TextPool();
    int[] numbers = IntStream.range(0, texts.size()).map(i -> pool.add(texts.get(i))).toArray();
    int[] backwards =
        IntStream.range(0, numbers.length * 2)
            .map(i -> numbers[numbers.length - 1 - i / 2])
            .toArray();
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("bounds"), schema, Map.of(), withoutDictionary);
    writer.texts(0, pool, backwards, 0, backwards.length);
    writer.endRows(backwards.length);
    DataFile file = writer.finish();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(Path.of(file.location(path("bounds")))))) {
      Statistics<?> statistics =
          reader.getFooter().getBlocks().get(0).getColumns().get(0).getStatistics();
      return List.of(
          new String(statistics.getMinBytes(), StandardCharsets.UTF_8),
          new String(statistics.getMaxBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void textsThatDoNotRepeat_haveNoDictionary() throws IOException {
    Schema schema = Schema.builder().addStringField("name").build();
    TextPool names = new TextPool();
    int[] numbers = IntStream.range(0, 100).map(row -> names.add("name " + row)).toArray();
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("names"), schema, Map.of(), NO_DICTIONARY);
    writer.texts(0, names, numbers, 0, 100);
    writer.endRows(100);
    DataFile file = writer.finish();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(Path.of(file.location(path("names")))))) {
      ColumnChunkMetaData column = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      assertThat(column.hasDictionaryPage(), is(false));
      assertThat(column.getEncodings(), hasItems(Encoding.PLAIN));
    }
    try (DataFileReader reader =
        DataFileReader.open(path("names"), file, schema, List.of("name"))) {
      for (int row = 0; row < 100; row++) {
        assertThat(reader.next(), is(true));
        assertThat(reader.getString(0), is("name " + row));
      }
    }
  }

  private List<ColumnChunkMetaData> columns(String table, DataFile file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(Path.of(file.location(path(table)))))) {
      return reader.getFooter().getBlocks().get(0).getColumns();
    }
  }

  private static int[] inOthers(int[] numbers) {
    return IntStream.of(numbers).map(number -> number < 0 ? number : 9 - number).toArray();
  }

  private static long[] longs(int[] numbers) {
    return IntStream.of(numbers).asLongStream().toArray();
  }

  private static boolean[] are(int[] numbers) {
    boolean[] there = new boolean[numbers.length];
    IntStream.range(0, there.length).forEach(row -> there[row] = numbers[row] >= 0);
    return there;
  }

  private static boolean[] even(long[] numbers) {
    boolean[] even = new boolean[numbers.length];
    IntStream.range(0, even.length).forEach(row -> even[row] = numbers[row] % 2 == 0);
    return even;
  }

  @Test
  void aDictionaryThatGrowsTooLarge_isGivenUpForTheRestOfTheRowGroup() throws IOException {
    Schema schema = Schema.builder().addStringField("name").build();
    TextPool names = new TextPool();
    int[] numbers = new int[MANY];
    DataColumnsWriter writer =
        DataColumnsWriter.create(path("names"), schema, Map.of(), NO_DICTIONARY);
    for (int from = 0; from < MANY; from += PAGE) {
      for (int row = from; row < from + PAGE; row++) {
        numbers[row] = row % 2 == 0 ? names.add("only one other row has " + row) : numbers[row - 1];
      }
      writer.texts(0, names, numbers, from, PAGE);
      writer.endRows(PAGE);
    }
    DataFile file = writer.finish();
    try (DataFileReader reader =
        DataFileReader.open(path("names"), file, schema, List.of("name"))) {
      for (int row = 0; row < MANY; row++) {
        assertThat(reader.next(), is(true));
        assertThat(reader.getTextNumber(0), is(-1)); // not all of them are in a dictionary
        assertThat(reader.getString(0), is("only one other row has " + row / 2 * 2));
      }
    }
    assertThat(
        file.stats(),
        is(
            "{\"numRecords\":400000,\"minValues\":{\"name\":\"only one other row has 0\"},"
                + "\"maxValues\":{\"name\":\"only one other row has 99998\"},"
                + "\"nullCount\":{\"name\":0}}"));
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(Path.of(file.location(path("names")))))) {
      assertThat(
          reader.getFooter().getBlocks().get(0).getColumns().get(0).getEncodings(),
          hasItems(Encoding.valueOf("PLAIN_DICTIONARY"), Encoding.PLAIN));
    }
  }

  private String path(String table) {
    return folder.resolve(table).toString();
  }
}
