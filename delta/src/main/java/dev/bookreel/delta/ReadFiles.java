package dev.bookreel.delta;

import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;

/** File, as JSON → its rows. */
final class ReadFiles extends DoFn<String, Row> {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final Schema schema;
  private final Schema wanted;

  ReadFiles(String path, Schema schema, Schema wanted) {
    this.path = path;
    this.schema = schema;
    this.wanted = wanted;
  }

  @ProcessElement
  public void process(@Element String file, OutputReceiver<Row> out) {
    RowValues values = new RowValues(wanted);
    try (DataFileReader reader =
        DataFileReader.open(path, DataFile.fromJson(file), schema, wanted.getFieldNames())) {
      while (reader.next()) {
        out.output(values.read(reader));
      }
    }
  }
}
