package dev.bookreel.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** All files of a write → one commit. */
final class CommitFiles extends DoFn<KV<Integer, Iterable<String>>, CommitResult> {
  private static final long serialVersionUID = 1L;

  /** Stands for no file, so that there is something to commit in any case. */
  static final String NO_FILE = "";

  private final String path;
  private final DeltaIO.Mode mode;
  private final Schema schema;
  private final List<String> partitionColumns;
  private final String description;
  private final String transaction;

  CommitFiles(
      String path,
      DeltaIO.Mode mode,
      Schema schema,
      List<String> partitionColumns,
      String description,
      String transaction) {
    this.path = path;
    this.mode = mode;
    this.schema = schema;
    this.partitionColumns = partitionColumns;
    this.description = description;
    this.transaction = transaction;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<String>> written, OutputReceiver<CommitResult> out) {
    List<DataFile> files = new ArrayList<>();
    for (String file : written.getValue()) {
      if (!file.equals(NO_FILE)) {
        files.add(DataFile.fromJson(file));
      }
    }
    out.output(
        DeltaTable.at(path)
            .commit(
                commit(files)
                    .withSchema(schema, partitionColumns, description)
                    .withTransaction(transaction, 1)));
  }

  private Commit commit(List<DataFile> files) {
    return switch (mode) {
      case APPEND -> Commit.append(files);
      case REPLACE -> Commit.replace(files);
      case REPLACE_PARTITIONS ->
          Commit.replacePartitions(
              files.stream().map(DataFile::partition).collect(Collectors.toSet()), files);
    };
  }
}
