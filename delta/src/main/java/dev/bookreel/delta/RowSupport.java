package dev.bookreel.delta;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The values of one row, which Parquet takes from here column by column. */
final class RowSupport extends WriteSupport<RowSupport> {
  private final Schema schema;
  private final Set<String> partitionColumns;

  /** The place of a table's column in the file, -1 for a partition column. */
  private final int[] places;

  private final String[] names;
  private final ColumnType[] types;
  private final boolean[] present;
  private final long[] numbers;
  private final double[] doubles;
  private final Binary[] texts;
  private final List<String>[] lists;
  private RecordConsumer consumer;

  @SuppressWarnings({"unchecked", "rawtypes"})
  RowSupport(Schema schema, Set<String> partitionColumns) {
    this.schema = schema;
    this.partitionColumns = partitionColumns;
    int count = schema.getFieldCount();
    places = new int[count];
    names = new String[count];
    types = new ColumnType[count];
    int place = 0;
    for (int column = 0; column < count; column++) {
      names[column] = schema.getField(column).getName();
      types[column] = ColumnType.of(schema.getField(column));
      places[column] = partitionColumns.contains(names[column]) ? -1 : place++;
    }
    present = new boolean[count];
    numbers = new long[count];
    doubles = new double[count];
    texts = new Binary[count];
    lists = new List[count];
  }

  void setText(int column, Binary value) {
    texts[column] = value;
    present[column] = true;
  }

  void setNumber(int column, long value) {
    numbers[column] = value;
    present[column] = true;
  }

  void setDouble(int column, double value) {
    doubles[column] = value;
    present[column] = true;
  }

  void setList(int column, List<String> values) {
    lists[column] = values;
    present[column] = true;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ColumnType.toParquet(schema, partitionColumns), Map.of());
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in Parquet, and never called with our configuration
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ColumnType.toParquet(schema, partitionColumns), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(RowSupport row) {
    consumer.startMessage();
    for (int column = 0; column < places.length; column++) {
      if (present[column] && places[column] >= 0) {
        consumer.startField(names[column], places[column]);
        writeValue(column);
        consumer.endField(names[column], places[column]);
      }
      present[column] = false;
    }
    consumer.endMessage();
  }

  private void writeValue(int column) {
    switch (types[column]) {
      case STRING -> consumer.addBinary(texts[column]);
      case INT, DATE -> consumer.addInteger((int) numbers[column]);
      case LONG, TIMESTAMP -> consumer.addLong(numbers[column]);
      case DOUBLE -> consumer.addDouble(doubles[column]);
      case BOOLEAN -> consumer.addBoolean(numbers[column] != 0);
      case STRINGS -> writeList(lists[column]);
    }
  }

  private void writeList(List<String> values) {
    consumer.startGroup();
    if (!values.isEmpty()) {
      consumer.startField("list", 0);
      for (String value : values) {
        consumer.startGroup();
        consumer.startField("element", 0);
        consumer.addBinary(Binary.fromString(value));
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }
}
