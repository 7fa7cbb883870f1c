package dev.bookreel.runners;

import dev.bookreel.pipelines.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The Spark that the jar was made for: another one fails later, and in a way that nobody reads. */
final class RequiredSpark {
  private static final String SPARK = "3.5.";
  private static final String SCALA = "2.12.";

  private RequiredSpark() {}

  /**
   * Looks at what is on the class path, without starting any of it.
   *
   * @throws UserError with exit code 2 when it is another one
   */
  static void require() {
    Properties spark = new Properties();
    try (InputStream in =
        RequiredSpark.class.getResourceAsStream("/spark-version-info.properties")) {
      spark.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read which Spark this is", e);
    }
    require(spark.getProperty("version"), scala.util.Properties.versionNumberString());
  }

  /**
   * Compares versions.
   *
   * @throws UserError with exit code 2 when one of them is another
   */
  static void require(String spark, String scala) {
    if (!spark.startsWith(SPARK) || !scala.startsWith(SCALA)) {
      throw UserError.usage(
          "cannot run on this Spark",
          "it is Spark " + spark + " with Scala " + scala + ", and the jar is for 3.5 with 2.12",
          "Submit it with a Spark 3.5 for Scala 2.12, such as that of EMR 7");
    }
  }
}
