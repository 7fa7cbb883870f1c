package dev.bookreel.pipelines.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Tells the driver the one element of a collection, as JSON. */
public final class WriteResult<T> extends DoFn<T, Void> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ResultFile file;

  /** Writes to this file. */
  public WriteResult(ResultFile file) {
    this.file = file;
  }

  @ProcessElement
  public void process(@Element T result) throws IOException {
    file.write(JSON.writeValueAsBytes(result));
  }
}
