package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bookreel.pipelines.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredSparkTest {
  @Test
  void theOneItIsFor_passes() {
    RequiredSpark.require();
    RequiredSpark.require("3.5.6", "2.12.18");
    RequiredSpark.require("3.5.5-amzn-0", "2.12.18");
  }

  @ParameterizedTest
  @CsvSource({"3.5.6,2.13.8", "3.4.1,2.12.17", "4.0.0,2.13.16"})
  void anotherOne_isNamed(String spark, String scala) {
    UserError error = assertThrows(UserError.class, () -> RequiredSpark.require(spark, scala));

    assertThat(error.exitCode(), is(2));
    assertThat(
        error.getMessage(),
        is(
            "cannot run on this Spark: it is Spark "
                + spark
                + " with Scala "
                + scala
                + ", and the jar is for 3.5 with 2.12. Submit it with a Spark 3.5 for Scala 2.12,"
                + " such as that of EMR 7."));
  }
}
