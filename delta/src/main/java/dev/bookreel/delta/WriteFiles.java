package dev.bookreel.delta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/** All rows of a shard → a finished file for each of their partitions, as JSON. */
final class WriteFiles extends DoFn<KV<Integer, Iterable<Row>>, String> {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final Schema schema;
  private final List<String> partitionColumns;

  WriteFiles(String path, Schema schema, List<String> partitionColumns) {
    this.path = path;
    this.schema = schema;
    this.partitionColumns = partitionColumns;
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<Row>> shard, OutputReceiver<String> out) {
    RowValues values = new RowValues(schema);
    Map<Map<String, String>, DataFileWriter> writers = new LinkedHashMap<>();
    try {
      for (Row row : shard.getValue()) {
        DataFileWriter writer =
            writers.computeIfAbsent(
                values.partition(row, partitionColumns),
                partition -> DataFileWriter.create(path, schema, partition, Set.of()));
        values.write(row, writer, partitionColumns);
      }
      for (DataFileWriter writer : writers.values()) {
        out.output(writer.finish().toJson());
      }
    } catch (RuntimeException | Error failure) {
      writers.values().forEach(DataFileWriter::abandon);
      throw failure;
    }
  }

  /** Row → the row under its shard: the rows of a partition come together in a few shards. */
  static final class ToShard extends DoFn<Row, KV<Integer, Row>> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_KEYS = 1000;
    private final Schema schema;
    private final List<String> partitionColumns;
    private final int shards;

    ToShard(Schema schema, List<String> partitionColumns, int shards) {
      this.schema = schema;
      this.partitionColumns = partitionColumns;
      this.shards = shards;
    }

    @ProcessElement
    public void process(@Element Row row, OutputReceiver<KV<Integer, Row>> out) {
      int partition = new RowValues(schema).partition(row, partitionColumns).hashCode();
      int shard = Math.floorMod(row.hashCode(), shards);
      out.output(KV.of(Math.floorMod(partition, MOST_KEYS) * shards + shard, row));
    }
  }
}
