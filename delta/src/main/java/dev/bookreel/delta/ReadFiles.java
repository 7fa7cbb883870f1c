package dev.bookreel.delta;

import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Reads the rows of one version of a table, file by file.
 *
 * <p>The files are listed when the pipeline runs, so that a table of many files makes no large
 * pipeline; the version is fixed before, so that all workers read the same one.
 */
final class ReadFiles extends PTransform<PBegin, PCollection<Row>> {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final long version;
  private final Schema tableSchema;
  private final Schema rowSchema;

  ReadFiles(String path, long version, Schema tableSchema, Schema rowSchema) {
    this.path = path;
    this.version = version;
    this.tableSchema = tableSchema;
    this.rowSchema = rowSchema;
  }

  @Override
  public PCollection<Row> expand(PBegin begin) {
    return begin
        .apply("Version", Create.of(version))
        .apply("List", ParDo.of(new ListVersion(path)))
        .setCoder(SerializableCoder.of(DataFile.class))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Read", ParDo.of(new ReadFile(path, tableSchema, rowSchema)))
        .setRowSchema(rowSchema);
  }

  private static final class ListVersion extends DoFn<Long, DataFile> {
    private static final long serialVersionUID = 1L;
    private final String path;

    ListVersion(String path) {
      this.path = path;
    }

    @ProcessElement
    public void process(@Element Long version, OutputReceiver<DataFile> files) {
      DeltaTable.at(path).at(version).orElseThrow().files().forEach(files::output);
    }
  }

  private static final class ReadFile extends DoFn<DataFile, Row> {
    private static final long serialVersionUID = 1L;
    private final String path;
    private final Schema tableSchema;
    private final Schema rowSchema;

    ReadFile(String path, Schema tableSchema, Schema rowSchema) {
      this.path = path;
      this.tableSchema = tableSchema;
      this.rowSchema = rowSchema;
    }

    @ProcessElement
    public void process(@Element DataFile file, OutputReceiver<Row> rows) {
      RowFile.read(path, file, tableSchema, rowSchema, rows::output);
    }
  }
}
