package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedRunnersTest {

  @ParameterizedTest
  @CsvSource({
    "--jobName=test, local[*]",
    "--sparkMaster=local[3], local[3]",
    "--sparkMaster=local[4], local[4]"
  })
  void sparkTakesAllCores_whereNobodySaysHowMany(String given, String master) {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=SparkRunner", given).create();
    try (EmbeddedRunners runners = new EmbeddedRunners(given)) {
      runners.prepare(options);
      assertThat(
          options.as(SparkContextOptions.class).getProvidedSparkContext().sc().master(),
          is(master));
    }
  }
}
