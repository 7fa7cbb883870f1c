package dev.bookreel.pipelines.lake;

import dev.bookreel.delta.DataColumnsWriter;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.Texts;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.ColumnsWriter;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.table.WrittenFile;
import java.util.Map;
import java.util.Set;

/** Writes one data file of a Delta table as columns. */
final class DeltaColumnsWriter implements ColumnsWriter {
  private final Table table;
  private final DataColumnsWriter writer;

  DeltaColumnsWriter(Table table, DataColumnsWriter writer) {
    this.table = table;
    this.writer = writer;
  }

  DeltaColumnsWriter beside(
      Table other, String path, Map<String, String> partition, Set<String> withoutDictionary) {
    return new DeltaColumnsWriter(
        other, writer.createBeside(path, other.schema(), partition, withoutDictionary));
  }

  @Override
  public void texts(int column, BytesDictionary texts, int[] numbers, int from, int count) {
    writer.texts(column, new DictionaryTexts(texts), numbers, from, count);
  }

  @Override
  public void lists(
      int column, BytesDictionary texts, int[] numbers, int[] ends, int from, int count) {
    writer.lists(column, new DictionaryTexts(texts), numbers, ends, from, count);
  }

  @Override
  public void longs(int column, long[] values, boolean[] present, int from, int count) {
    writer.longs(column, values, present, from, count);
  }

  @Override
  public void ints(int column, int[] values, boolean[] present, int from, int count) {
    writer.ints(column, values, present, from, count);
  }

  @Override
  public void doubles(int column, double[] values, boolean[] present, int from, int count) {
    writer.doubles(column, values, present, from, count);
  }

  @Override
  public void booleans(int column, boolean[] values, boolean[] present, int from, int count) {
    writer.booleans(column, values, present, from, count);
  }

  @Override
  public void endRows(int count) {
    writer.endRows(count);
  }

  @Override
  public WrittenFile finish() {
    DataFile file = writer.finish();
    return new WrittenFile(table.name(), file.partition(), file.rows(), file.toJson());
  }

  @Override
  public void abandon() {
    writer.abandon();
  }

  private record DictionaryTexts(BytesDictionary texts) implements Texts {
    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public byte[] pool() {
      return texts.pool();
    }

    @Override
    public int start(int number) {
      return texts.start(number);
    }

    @Override
    public int end(int number) {
      return texts.end(number);
    }
  }
}
