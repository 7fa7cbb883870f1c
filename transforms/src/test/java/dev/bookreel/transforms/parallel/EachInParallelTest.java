package dev.bookreel.transforms.parallel;

import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class EachInParallelTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void everyElementComesOnce() {
    PAssert.that(
            pipeline.apply(EachInParallel.of(List.of("a", "b", "c", "a"), StringUtf8Coder.of())))
        .containsInAnyOrder("a", "b", "c", "a");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void fromNothingComesNothing() {
    PAssert.that(pipeline.apply(EachInParallel.of(List.<String>of(), StringUtf8Coder.of())))
        .empty();
    pipeline.run().waitUntilFinish();
  }
}
