package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.date;
import static dev.bookreel.pipelines.cli.OptionValues.overrides;
import static dev.bookreel.pipelines.cli.OptionValues.questions;
import static dev.bookreel.pipelines.cli.OptionValues.required;
import static dev.bookreel.pipelines.cli.OptionValues.understood;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.emr.EmrStep;
import dev.bookreel.pipelines.emr.ServerlessJob;
import dev.bookreel.pipelines.emr.SparkRun;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command {@code emr step}: prints what submits a run, and asks nobody on the network. */
final class EmrCommand {
  private static final String CONF = "--conf=";
  private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+";
  private static final String S3 = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/\\S*)?";
  private static final List<String> ON_FAILURE =
      List.of("CONTINUE", "CANCEL_AND_WAIT", "TERMINATE_CLUSTER");

  /** Of the submission, by their names as Beam spells them; a run knows nothing of them. */
  private static final Set<String> OWN =
      Arrays.stream(EmrOptions.class.getDeclaredMethods())
          .map(Method::getName)
          .filter(name -> name.startsWith("get"))
          .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
          .collect(Collectors.toUnmodifiableSet());

  private final PrintStream out;

  EmrCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints one JSON document.
   *
   * @param given the options as they were written: those of the run go on as they are
   */
  int step(EmrOptions options, List<String> given) {
    String target = required(options.getTarget(), "target");
    requireRun(options, given);
    List<String> arguments = new ArrayList<>(List.of("run"));
    given.stream().filter(option -> !OWN.contains(name(option))).forEach(arguments::add);
    // Beam takes lists apart at commas, which a value may hold.
    List<String> conf = given.stream().filter(option -> option.startsWith(CONF)).toList();
    SparkRun sparkRun =
        new SparkRun(
            matching(
                "jar",
                required(options.getJar(), "jar"),
                S3 + "\\.jar",
                "s3://bucket/bookreel.jar"),
            SparkRun.settings(conf.stream().map(line -> line.substring(CONF.length())).toList()),
            arguments);
    String name =
        options.getName() == null
            ? "bookreel " + options.getDate()
            : matching("name", options.getName(), "(?=.*\\S)\\P{Cntrl}{1,256}", "bookreel");
    JsonNode request =
        switch (target) {
          case "ec2" -> step(options, name, sparkRun);
          case "serverless" -> job(options, name, sparkRun);
          default ->
              throw UserError.usage(
                  "cannot understand --target=" + target,
                  "there are ec2 and serverless",
                  "Give one of them");
        };
    out.println(request.toPrettyString());
    return 0;
  }

  private static JsonNode step(EmrOptions options, String name, SparkRun sparkRun) {
    forbid("application", options.getApplication(), "serverless");
    forbid("logs", options.getLogs(), "serverless");
    forbid("token", options.getToken(), "serverless");
    forbid("timeout-minutes", options.getTimeoutMinutes(), "serverless");
    String cluster = required(options.getCluster(), "cluster");
    return new EmrStep(
            matching("cluster", cluster, "j-[0-9A-Z]+", "j-2AXXXXXXGAPLF"),
            options.getRole() == null ? null : role(options),
            name,
            options.getOnFailure() == null
                ? ON_FAILURE.get(0)
                : matching("on-failure", options.getOnFailure(), onFailure(), ON_FAILURE.get(0)),
            sparkRun)
        .json();
  }

  private static JsonNode job(EmrOptions options, String name, SparkRun sparkRun) {
    forbid("cluster", options.getCluster(), "ec2");
    forbid("on-failure", options.getOnFailure(), "ec2");
    String application = required(options.getApplication(), "application");
    String minutes = options.getTimeoutMinutes() == null ? "120" : options.getTimeoutMinutes();
    return new ServerlessJob(
            matching("application", application, "[0-9a-z]{1,64}", "00fabcde12345678"),
            role(options),
            name,
            options.getToken() == null
                ? null
                : matching("token", options.getToken(), "[A-Za-z0-9._-]{1,64}", "2021-12-31"),
            Integer.parseInt(matching("timeout-minutes", minutes, "[1-9][0-9]{0,5}", "120")),
            options.getLogs() == null ? null : s3("logs", options.getLogs()),
            sparkRun)
        .json();
  }

  /** Asks of the run's options what {@code run} asks of them before it looks at any data. */
  private static void requireRun(EmrOptions options, List<String> given) {
    s3("lake", required(options.getLake(), "lake"));
    date(options.getDate());
    if (options.getInternal() == null && options.getVendor() == null) {
      throw UserError.usage(
          "nothing was delivered", "no source is named", "Give --internal= or --vendor=");
    }
    s3("internal", options.getInternal());
    s3("vendor", options.getVendor());
    s3("rules", options.getRules());
    ZoneId zone = ZoneId.of("UTC");
    if (options.getZone() != null) {
      zone = understood("zone", options.getZone(), "Europe/Madrid", ZoneId::of);
    }
    questions(options, zone);
    overrides(options);
    if (given.stream().anyMatch(option -> option.matches("--runner=(?!SparkRunner$).*"))) {
      throw UserError.usage(
          "EMR runs Spark", "the jar holds no other runner", "Leave --runner out");
    }
  }

  /** The value itself, a place on S3, or null as it was. */
  private static String s3(String name, String value) {
    if (value != null && !value.matches(S3)) {
      throw UserError.usage(
          "cannot understand --" + name + "=" + value,
          "EMR sees what is on S3 only",
          "Write it like --" + name + "=s3://bucket/folder");
    }
    return value;
  }

  private static String role(EmrOptions options) {
    String role = required(options.getRole(), "role");
    return matching("role", role, ROLE, "arn:aws:iam::123456789012:role/bookreel");
  }

  private static String matching(String name, String value, String pattern, String example) {
    if (!value.matches(pattern)) {
      throw UserError.usage(
          "cannot understand --" + name + "=" + value,
          "EMR would not take it",
          "Write it like --" + name + "=" + example);
    }
    return value;
  }

  private static String onFailure() {
    return String.join("|", ON_FAILURE);
  }

  private static void forbid(String name, String value, String target) {
    if (value != null) {
      throw UserError.usage(
          "--" + name + " does not fit here",
          "it is for --target=" + target,
          "Leave it out, or take that target");
    }
  }

  private static String name(String option) {
    return CommandLine.camelCase(option).substring(2).split("=", 2)[0];
  }
}
