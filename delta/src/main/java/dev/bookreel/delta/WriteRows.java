package dev.bookreel.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Writes rows to data files that no commit has named yet: a file for each shard of a partition.
 *
 * <p>Rows are grouped first: a bundle may be as small as one row, and should not be a file. Files
 * get their final names at once, and the output is what they are called, not what they hold. A
 * bundle that is tried again leaves a file behind that nobody reads.
 */
final class WriteRows extends PTransform<PCollection<Row>, PCollection<DataFile>> {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final List<String> partitionColumns;
  private final int shards;

  WriteRows(String path, List<String> partitionColumns, int shards) {
    this.path = path;
    this.partitionColumns = partitionColumns;
    this.shards = shards;
  }

  @Override
  public PCollection<DataFile> expand(PCollection<Row> rows) {
    return rows.apply("Assign", ParDo.of(new Assign(partitionColumns, shards)))
        .setCoder(
            KvCoder.of(
                KvCoder.of(ListCoder.of(NullableCoder.of(StringUtf8Coder.of())), VarIntCoder.of()),
                rows.getCoder()))
        .apply("Group", GroupByKey.create())
        .apply("Write", ParDo.of(new Write(path, rows.getSchema(), partitionColumns)))
        .setCoder(SerializableCoder.of(DataFile.class));
  }

  /** The partition of a row: its values in the order of the partition columns. */
  static List<String> partition(Row row, List<String> partitionColumns) {
    List<String> values = new ArrayList<>();
    for (String column : partitionColumns) {
      values.add(PartitionValue.text(row.getSchema().getField(column), row.getValue(column)));
    }
    return values;
  }

  /**
   * The shard of a row, by its content: were it drawn, rows would get lost between the attempts of
   * a runner that makes part of a grouping again.
   */
  static int shard(Row row, int shards) {
    int hash = shards == 1 ? 0 : row.hashCode() * 0x9E3779B9;
    return Math.floorMod(hash ^ (hash >>> 16), shards);
  }

  private static final class Assign extends DoFn<Row, KV<KV<List<String>, Integer>, Row>> {
    private static final long serialVersionUID = 1L;
    private final List<String> partitionColumns;
    private final int shards;

    Assign(List<String> partitionColumns, int shards) {
      this.partitionColumns = partitionColumns;
      this.shards = shards;
    }

    @ProcessElement
    public void process(
        @Element Row row, OutputReceiver<KV<KV<List<String>, Integer>, Row>> keyed) {
      keyed.output(KV.of(KV.of(partition(row, partitionColumns), shard(row, shards)), row));
    }
  }

  private static final class Write
      extends DoFn<KV<KV<List<String>, Integer>, Iterable<Row>>, DataFile> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final Schema schema;
    private final List<String> partitionColumns;

    Write(String path, Schema schema, List<String> partitionColumns) {
      this.path = path;
      this.schema = schema;
      this.partitionColumns = partitionColumns;
    }

    @ProcessElement
    public void process(
        @Element KV<KV<List<String>, Integer>, Iterable<Row>> shard,
        OutputReceiver<DataFile> files) {
      Map<String, String> partition = new LinkedHashMap<>();
      for (int i = 0; i < partitionColumns.size(); i++) {
        partition.put(partitionColumns.get(i), shard.getKey().getKey().get(i));
      }
      files.output(RowFile.write(path, schema, partition, shard.getValue()));
    }
  }
}
