package dev.bookreel.pipelines.emr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.pipelines.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a cluster of EMR on EC2.
 *
 * @param cluster the cluster's id
 * @param role the role that the step takes on, or null for that of the cluster's machines
 * @param name what people call it
 * @param onFailure what EMR does with the cluster when the step fails
 */
public record EmrStep(
    String cluster, String role, String name, String onFailure, SparkRun sparkRun) {
  private static final String JAR = "command-runner.jar";

  /** EMR's limit for all texts of a HadoopJarStep together. */
  private static final int MOST_CHARACTERS = 10_240;

  /**
   * The request, as the API's AddJobFlowSteps takes it.
   *
   * @throws UserError when its arguments are longer than EMR takes
   */
  public ObjectNode json() {
    List<String> arguments = arguments();
    int characters = JAR.length() + arguments.stream().mapToInt(String::length).sum();
    if (characters > MOST_CHARACTERS) {
      throw UserError.usage(
          "the step is too long",
          "its arguments have " + characters + " characters, EMR takes " + MOST_CHARACTERS,
          "Give fewer or shorter options, or take --target=serverless");
    }
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.put("JobFlowId", cluster);
    ObjectNode step = request.putArray("Steps").addObject();
    step.put("Name", name).put("ActionOnFailure", onFailure);
    ObjectNode jarStep = step.putObject("HadoopJarStep");
    jarStep.put("Jar", JAR);
    arguments.forEach(jarStep.putArray("Args")::add);
    if (role != null) {
      request.put("ExecutionRoleArn", role);
    }
    return request;
  }

  private List<String> arguments() {
    List<String> all = new ArrayList<>(List.of("spark-submit", "--deploy-mode", "cluster"));
    all.addAll(List.of("--class", SparkRun.MAIN_CLASS));
    // YARN starts a driver that failed again: data that was refused would only be refused again.
    sparkRun
        .withDefault("spark.yarn.maxAppAttempts", "1")
        .settings()
        .forEach((setting, value) -> all.addAll(List.of("--conf", setting + "=" + value)));
    all.add(sparkRun.jar());
    all.addAll(sparkRun.arguments());
    return all;
  }
}
