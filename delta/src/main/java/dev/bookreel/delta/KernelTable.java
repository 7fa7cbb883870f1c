package dev.bookreel.delta;

import dev.bookreel.delta.storage.StorageFailure;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables with Delta Kernel; the one class that touches what is internal to it. */
final class KernelTable {
  private static final int MOST_READER_VERSION = 1;
  private static final int MOST_WRITER_VERSION = 2;
  private final Engine engine = DefaultEngine.create(new StorageFileIO());
  private final String path;

  KernelTable(String path) {
    this.path = path;
  }

  /** The latest version, or nothing when there is no table. */
  Optional<Snapshot> latest() {
    return load(TableManager.loadSnapshot(path)).map(this::snapshot);
  }

  /** An earlier version, or nothing when there is no table. */
  Optional<Snapshot> at(long version) {
    return load(TableManager.loadSnapshot(path).atVersion(version)).map(this::snapshot);
  }

  /** Sums the log up to a version in one file, so that opening the table need not read it all. */
  void writeCheckpoint(long version) throws IOException {
    try {
      Optional<SnapshotImpl> snapshot = load(TableManager.loadSnapshot(path).atVersion(version));
      if (snapshot.isPresent()) {
        snapshot.get().writeCheckpoint(engine);
      }
    } catch (CheckpointAlreadyExistsException another) {
      // Somebody else was kind enough.
    }
  }

  private Optional<SnapshotImpl> load(SnapshotBuilder builder) {
    try {
      return Optional.of((SnapshotImpl) builder.build(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    } catch (UnsupportedProtocolVersionException | UnsupportedTableFeatureException e) {
      throw refused(e.getMessage());
    } catch (KernelEngineException e) {
      throw unreadable(e);
    }
  }

  /** What lies below the log failed, or is no log. */
  private RuntimeException unreadable(KernelEngineException e) {
    if (StorageFailure.in(e).isPresent()) {
      return e;
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new DeltaException(
        "cannot read the log of " + path,
        String.valueOf(root.getMessage()).lines().findFirst().orElse(""),
        "Bring its files back from a backup; a rebuild needs the raw zone only",
        e);
  }

  private Snapshot snapshot(SnapshotImpl snapshot) {
    Metadata metadata = snapshot.getMetadata();
    List<String> partitionColumns = VectorUtils.toJavaList(metadata.getPartitionColumns());
    refuseUnsupported(snapshot.getProtocol(), metadata);
    return new Snapshot(
        snapshot.getVersion(),
        metadata.getId(),
        ColumnType.fromDelta(metadata.getSchemaString()),
        partitionColumns,
        metadata.getConfiguration(),
        application -> snapshot.getLatestTransactionVersion(engine, application),
        () -> files(snapshot, partitionColumns));
  }

  private List<DataFile> files(SnapshotImpl snapshot, List<String> partitionColumns) {
    List<DataFile> files = new ArrayList<>();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(file(new AddFile(rows.next().getStruct(0)), partitionColumns));
          }
        }
      }
    } catch (KernelEngineException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + path, e);
    }
    return List.copyOf(files);
  }

  private static DataFile file(AddFile add, List<String> partitionColumns) {
    Map<String, String> values = VectorUtils.toJavaMap(add.getPartitionValues());
    Map<String, String> partition = new LinkedHashMap<>();
    for (String column : partitionColumns) {
      partition.put(column, values.get(column));
    }
    return new DataFile(
        add.getPath(),
        partition,
        add.getSize(),
        add.getModificationTime(),
        add.getNumRecords().orElse(-1L),
        add.getStatsJson().orElse(null));
  }

  /** A merge by copying files would bring back rows that such features hide. */
  private void refuseUnsupported(Protocol protocol, Metadata metadata) {
    if (protocol.getMinReaderVersion() > MOST_READER_VERSION
        || protocol.getMinWriterVersion() > MOST_WRITER_VERSION) {
      throw refused(
          "its protocol is reader "
              + protocol.getMinReaderVersion()
              + ", writer "
              + protocol.getMinWriterVersion()
              + " with features "
              + protocol.getReaderAndWriterFeatures());
    }
    for (Map.Entry<String, String> property : metadata.getConfiguration().entrySet()) {
      boolean mapped =
          property.getKey().equals("delta.columnMapping.mode")
              && !property.getValue().equals("none");
      if (mapped || property.getKey().startsWith("delta.constraints.")) {
        throw refused("it has the property " + property.getKey());
      }
    }
    String schema = metadata.getSchemaString();
    for (String feature :
        List.of("delta.generationExpression", "delta.identity.", "delta.invariants")) {
      if (schema.contains(feature)) {
        throw refused("a column has " + feature);
      }
    }
  }

  private DeltaException refused(String cause) {
    return new DeltaException(
        "the table " + path + " cannot be used safely",
        cause,
        "Copy its rows into a new table with reader version 1 and writer version 2");
  }
}
