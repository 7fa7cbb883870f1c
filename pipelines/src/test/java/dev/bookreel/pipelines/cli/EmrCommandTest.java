package dev.bookreel.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmrCommandTest {
  private static final String ROLE = "--role=arn:aws:iam::123456789012:role/bookreel-run";
  private static final List<String> RUN =
      List.of(
          "--jar=s3://code/bookreel-spark.jar",
          "--lake=s3://data/lake",
          "--internal=s3://inbox/internal",
          "--vendor=s3://inbox/vendor",
          "--date=2021-12-31");
  private static final List<String> EC2 = List.of("--target=ec2", "--cluster=j-2AXXXXXXGAPLF");
  private static final List<String> SERVERLESS =
      List.of("--target=serverless", "--application=00fabcde12345678", ROLE);

  private final Shell shell = new Shell();

  @Test
  void aStepForACluster() throws IOException {
    assertThat(
        step(EC2),
        is(
            json(
                """
                {"JobFlowId": "j-2AXXXXXXGAPLF",
                 "Steps": [{
                   "Name": "bookreel 2021-12-31",
                   "ActionOnFailure": "CONTINUE",
                   "HadoopJarStep": {
                     "Jar": "command-runner.jar",
                     "Args": ["spark-submit", "--deploy-mode", "cluster",
                              "--class", "dev.bookreel.runners.Launcher",
                              "--conf", "spark.speculation=false",
                              "--conf", "spark.yarn.maxAppAttempts=1",
                              "s3://code/bookreel-spark.jar",
                              "run", "--lake=s3://data/lake", "--internal=s3://inbox/internal",
                              "--vendor=s3://inbox/vendor", "--date=2021-12-31"]}}]}
                """)));
    assertThat(shell.err(), is(""));
  }

  @Test
  void aStepWithAllItsOptions() throws IOException {
    JsonNode request =
        step(
            EC2,
            ROLE,
            "--name=Ärger bei Nacht",
            "--on-failure=CANCEL_AND_WAIT",
            "--conf=spark.yarn.maxAppAttempts=2",
            "--conf=spark.driver.extraJavaOptions=-Da=1,2 -Db=\"3\"",
            "--accept=shrink,movies.title.IsComplete",
            "--window-start=2021-12-24T07:00",
            "--film=L'été d'Amélie",
            "--redeliver");
    assertThat(request.path("ExecutionRoleArn").asText(), is(ROLE.substring(7)));
    JsonNode step = request.path("Steps").path(0);
    assertThat(step.path("Name").asText(), is("Ärger bei Nacht"));
    assertThat(step.path("ActionOnFailure").asText(), is("CANCEL_AND_WAIT"));
    assertThat(
        step.path("HadoopJarStep").path("Args"),
        is(
            json(
                """
                ["spark-submit", "--deploy-mode", "cluster",
                 "--class", "dev.bookreel.runners.Launcher",
                 "--conf", "spark.speculation=false",
                 "--conf", "spark.yarn.maxAppAttempts=2",
                 "--conf", "spark.driver.extraJavaOptions=-Da=1,2 -Db=\\"3\\"",
                 "s3://code/bookreel-spark.jar",
                 "run", "--lake=s3://data/lake", "--internal=s3://inbox/internal",
                 "--vendor=s3://inbox/vendor", "--date=2021-12-31",
                 "--accept=shrink,movies.title.IsComplete", "--window-start=2021-12-24T07:00",
                 "--film=L'été d'Amélie", "--redeliver"]
                """)));
  }

  @Test
  void aJobForAnApplication() throws IOException {
    assertThat(
        step(SERVERLESS),
        is(
            json(
                """
                {"applicationId": "00fabcde12345678",
                 "executionRoleArn": "arn:aws:iam::123456789012:role/bookreel-run",
                 "name": "bookreel 2021-12-31",
                 "jobDriver": {"sparkSubmit": {
                   "entryPoint": "s3://code/bookreel-spark.jar",
                   "entryPointArguments": [
                     "run", "--lake=s3://data/lake", "--internal=s3://inbox/internal",
                     "--vendor=s3://inbox/vendor", "--date=2021-12-31"],
                   "sparkSubmitParameters":
                     "--class dev.bookreel.runners.Launcher --conf spark.speculation=false"}},
                 "executionTimeoutMinutes": 120}
                """)));
    assertThat(shell.err(), is(""));
  }

  @Test
  void aJobWithAllItsOptions() throws IOException {
    JsonNode request =
        step(
            SERVERLESS,
            "--logs=s3://data/logs/",
            "--token=night-1",
            "--timeout-minutes=45",
            "--conf=spark.executor.cores=4",
            "--conf=spark.jars=s3://code/a.jar,s3://code/b.jar",
            "--conf=spark.driver.extraJavaOptions=-Da=1 -Db=\"2\"");
    assertThat(request.path("clientToken").asText(), is("night-1"));
    assertThat(request.path("executionTimeoutMinutes").asInt(), is(45));
    assertThat(
        request.path("jobDriver").path("sparkSubmit").path("sparkSubmitParameters").asText(),
        is(
            "--class dev.bookreel.runners.Launcher --conf spark.speculation=false"
                + " --conf spark.executor.cores=4"
                + " --conf spark.jars=s3://code/a.jar,s3://code/b.jar"));
    assertThat(
        request.path("configurationOverrides"),
        is(
            json(
                """
                {"applicationConfiguration": [{
                   "classification": "spark-defaults",
                   "properties": {"spark.driver.extraJavaOptions": "-Da=1 -Db=\\"2\\""}}],
                 "monitoringConfiguration": {
                   "s3MonitoringConfiguration": {"logUri": "s3://data/logs/"}}}
                """)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --target=|--target is missing
          --target=eks|cannot understand --target=eks: there are ec2 and serverless. Give one
          --cluster=|--cluster is missing
          --cluster=00fabcde|cannot understand --cluster=00fabcde: EMR would not take it. Write it
          --jar=|--jar is missing
          --jar=s3://code/folder|cannot understand --jar=s3://code/folder: EMR would not take it
          --role=bookreel|cannot understand --role=bookreel: EMR would not take it. Write it like
          --lake=|--lake is missing
          --lake=lake|cannot understand --lake=lake: EMR sees what is on S3 only. Write it like
          --vendor=in|cannot understand --vendor=in: EMR sees what is on S3 only. Write it like
          --rules=rules|cannot understand --rules=rules: EMR sees what is on S3 only
          --date=|--date is missing
          --date=2021-02-30|cannot understand --date=2021-02-30: there is no such date. Write it
          --date=+12021-01-01|cannot understand --date=+12021-01-01: there is no such date
          --zone=Mars|cannot understand --zone=Mars: there is no such zone
          --month=12|cannot understand --month=12: there is no such month
          --accept=all|cannot understand --accept=all: it is neither shrink nor the name of a rule
          --conf=master=yarn|cannot understand --conf=master=yarn: it is not a setting of Spark
          --on-failure=HOPE|cannot understand --on-failure=HOPE: EMR would not take it
          --logs=s3://data/logs|--logs does not fit here: it is for --target=serverless. Leave it
          --token=x|--token does not fit here: it is for --target=serverless
          --application=00f|--application does not fit here: it is for --target=serverless
          --timeout-minutes=5|--timeout-minutes does not fit here: it is for --target=serverless
          --lke=s3://data/lake|unknown option --lke: did you mean "lake"?
          """)
  void whatCannotBe_isUsage(String option, String message) {
    assertRefused(EC2, option, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --application=|--application is missing
          --application=J-1|cannot understand --application=J-1: EMR would not take it
          --role=|--role is missing
          --logs=logs|cannot understand --logs=logs: EMR sees what is on S3 only
          --token=a b|cannot understand --token=a b: EMR would not take it
          --timeout-minutes=0|cannot understand --timeout-minutes=0: EMR would not take it
          --cluster=j-1|--cluster does not fit here: it is for --target=ec2
          --on-failure=CONTINUE|--on-failure does not fit here: it is for --target=ec2
          """)
  void whatCannotBeServerless_isUsage(String option, String message) {
    assertRefused(SERVERLESS, option, message);
  }

  @Test
  void noSource_isUsage() {
    List<String> line = new ArrayList<>(line(EC2));
    line.removeIf(option -> option.matches("--(internal|vendor)=.*"));
    assertThat(shell.run(line.toArray(String[]::new)), is(2));
    assertThat(shell.err(), containsString("nothing was delivered: no source is named."));
  }

  @Test
  void oneCharacterMoreThanEmrTakes_isUsage() throws IOException {
    int before = characters(step(EC2, "--film=x")) - 1;
    step(EC2, "--film=" + "x".repeat(10_240 - before));
    assertThat(characters(json(shell.out())), is(10_240));
    assertRefused(
        EC2,
        "--film=" + "x".repeat(10_241 - before),
        "the step is too long: its arguments have 10241 characters, EMR takes 10240. Give fewer");
  }

  @Test
  void theFirstWordAlone_namesTheWhole() {
    assertThat(shell.run("emr", "--target=ec2"), is(2));
    assertThat(
        shell.err(),
        is(
            "bookreel: cannot understand \"emr\": the command is \"emr step\"."
                + " See bookreel emr step --help.\n"));
    assertThat(shell.done("emr", "--help"), is(shell.done("emr", "step", "--help")));
    assertThat(shell.done("help", "emr", "step"), containsString("--timeout-minutes="));
  }

  private static int characters(JsonNode request) {
    JsonNode step = request.path("Steps").path(0).path("HadoopJarStep");
    int sum = step.path("Jar").asText().length();
    for (JsonNode argument : step.path("Args")) {
      sum += argument.asText().length();
    }
    return sum;
  }

  private void assertRefused(List<String> target, String option, String message) {
    assertThat(option, shell.run(line(target, option).toArray(String[]::new)), is(2));
    assertThat(shell.err(), containsString("bookreel: " + message));
    assertThat(shell.out(), is(""));
  }

  private JsonNode step(List<String> target, String... more) throws IOException {
    shell.done(line(target, more).toArray(String[]::new));
    return shell.json();
  }

  /** A whole line; what is given more takes the place of what has the same name. */
  private static List<String> line(List<String> target, String... more) {
    List<String> line = new ArrayList<>(List.of("emr", "step"));
    line.addAll(target);
    line.addAll(RUN);
    for (String option : more) {
      String name = option.split("=", 2)[0];
      if (!name.equals("--conf")) {
        line.removeIf(before -> before.startsWith(name + "="));
      }
      line.add(option);
    }
    return line;
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
