package dev.bookreel.delta;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.Row;

/** A process that again and again runs a pipeline which writes to a table. */
public final class WritingPipeline {
  static final Schema SCHEMA =
      Schema.builder().addStringField("name").addStringField("place").build();

  /** How many rows a pipeline writes. */
  static final int ROWS = 5;

  private WritingPipeline() {}

  /** Arguments: {@code PATH NAME COUNT}. */
  public static void main(String[] arguments) {
    for (int number = 0; number < Integer.parseInt(arguments[2]); number++) {
      String name = arguments[1] + "-" + number;
      List<Row> rows =
          IntStream.range(0, ROWS)
              .mapToObj(i -> Row.withSchema(SCHEMA).addValues(name + "-" + i, "p" + i % 2).build())
              .toList();
      Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
      pipeline
          .apply(Create.of(rows).withRowSchema(SCHEMA))
          .apply(
              DeltaIO.write()
                  .to(arguments[0])
                  .withPartitionColumns("place")
                  .withTransaction(name, 1));
      pipeline.run().waitUntilFinish();
    }
  }
}
