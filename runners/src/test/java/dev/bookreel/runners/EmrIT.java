package dev.bookreel.runners;

import static dev.bookreel.runners.AwsCheck.texts;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is submitted with AWS's own client and command line: every argument reaches EMR unchanged.
 */
class EmrIT {
  private static final List<String> RUN =
      List.of(
          "run",
          "--lake=s3://bookreel-test/lake",
          "--internal=s3://bookreel-test/incoming/internal",
          "--vendor=s3://bookreel-test/incoming/vendor",
          "--date=2021-12-31",
          "--film=L'été d'Amélie, \"deux\"");

  @TempDir static Path folder;
  private static JsonNode found;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    found = AwsCheck.found(folder);
  }

  @Test
  void everyArgumentOfAStepArrives() {
    JsonNode sent = found.path("step").path("sent").path("Steps").path(0);
    assertThat(found.path("step").path("kept").size(), is(2));
    for (JsonNode kept : found.path("step").path("kept")) {
      assertThat(kept.path("Name"), is(sent.path("Name")));
      assertThat(kept.path("ActionOnFailure").asText(), is("CONTINUE"));
      assertThat(kept.path("Config").path("Jar").asText(), is("command-runner.jar"));
      List<String> arguments = texts(kept.path("Config").path("Args"));
      assertThat(arguments, is(texts(sent.path("HadoopJarStep").path("Args"))));
      assertThat(
          arguments,
          hasItems(
              Launcher.class.getName(),
              "spark.executor.memory=8g",
              "spark.driver.extraJavaOptions=-Da=1 -Db=2",
              "s3://bookreel-test/code/bookreel-spark.jar"));
      assertThat(arguments.subList(arguments.indexOf("run"), arguments.size()), is(RUN));
    }
  }

  @Test
  void everyArgumentOfAJobArrives() {
    JsonNode sent = found.path("job").path("sent");
    assertThat(found.path("job").path("kept").size(), is(2));
    for (JsonNode kept : found.path("job").path("kept")) {
      assertThat(kept.path("jobDriver"), is(sent.path("jobDriver")));
      assertThat(kept.path("configurationOverrides"), is(sent.path("configurationOverrides")));
      assertThat(kept.path("executionRole"), is(found.path("outputs").path("RunRoleArn")));
      assertThat(kept.path("name"), is(sent.path("name")));
      assertThat(kept.path("executionTimeoutMinutes").asInt(), is(90));
      JsonNode submit = kept.path("jobDriver").path("sparkSubmit");
      assertThat(texts(submit.path("entryPointArguments")), is(RUN));
      assertThat(
          submit.path("sparkSubmitParameters").asText(),
          is(
              "--class "
                  + Launcher.class.getName()
                  + " --conf spark.speculation=false --conf spark.executor.memory=8g"));
      assertThat(
          kept.path("configurationOverrides")
              .path("monitoringConfiguration")
              .path("s3MonitoringConfiguration")
              .path("logUri"),
          is(found.path("outputs").path("Logs")));
    }
  }
}
