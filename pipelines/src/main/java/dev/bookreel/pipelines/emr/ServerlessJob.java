package dev.bookreel.pipelines.emr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job run of an application of EMR Serverless.
 *
 * @param application the application's id
 * @param role the role that the job takes on
 * @param name what people call it
 * @param token two requests with the same token start one job; null if each is to start one
 * @param minutes after which it is cancelled
 * @param logs the place on S3 for logs, or null for EMR's own
 */
public record ServerlessJob(
    String application,
    String role,
    String name,
    String token,
    int minutes,
    String logs,
    SparkRun sparkRun) {
  private static final String PLAIN = "[A-Za-z0-9._:/@%+=,*-]*";

  /** The request, as {@code aws emr-serverless start-job-run --cli-input-json} takes it. */
  public ObjectNode json() {
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.put("applicationId", application);
    if (token != null) {
      request.put("clientToken", token);
    }
    request.put("executionRoleArn", role).put("name", name);
    ObjectNode submit = request.putObject("jobDriver").putObject("sparkSubmit");
    submit.put("entryPoint", sparkRun.jar());
    sparkRun.arguments().forEach(submit.putArray("entryPointArguments")::add);
    StringBuilder parameters = new StringBuilder("--class ").append(SparkRun.MAIN_CLASS);
    Map<String, String> defaults = new LinkedHashMap<>();
    sparkRun
        .settings()
        .forEach(
            (setting, value) -> {
              // The parameters are one text that EMR takes apart; how it reads quotes is not told.
              if (value.matches(PLAIN)) {
                parameters.append(" --conf ").append(setting).append('=').append(value);
              } else {
                defaults.put(setting, value);
              }
            });
    submit.put("sparkSubmitParameters", parameters.toString());
    if (logs != null || !defaults.isEmpty()) {
      override(request.putObject("configurationOverrides"), defaults);
    }
    request.put("executionTimeoutMinutes", minutes);
    return request;
  }

  private void override(ObjectNode overrides, Map<String, String> defaults) {
    if (!defaults.isEmpty()) {
      ObjectNode configuration = overrides.putArray("applicationConfiguration").addObject();
      configuration.put("classification", "spark-defaults");
      defaults.forEach(configuration.putObject("properties")::put);
    }
    if (logs != null) {
      overrides
          .putObject("monitoringConfiguration")
          .putObject("s3MonitoringConfiguration")
          .put("logUri", logs);
    }
  }
}
