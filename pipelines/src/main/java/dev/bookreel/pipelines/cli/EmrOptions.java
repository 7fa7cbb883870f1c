package dev.bookreel.pipelines.cli;

import java.util.List;
import org.apache.beam.sdk.options.Description;

/** Options of {@code emr step}: how a run is submitted. All others are options of the run. */
public interface EmrOptions extends RunOptions {
  @Description("What is to run it: ec2 or serverless.")
  String getTarget();

  void setTarget(String target);

  @Description("Id of the cluster (ec2).")
  String getCluster();

  void setCluster(String cluster);

  @Description("Id of the application (serverless).")
  String getApplication();

  void setApplication(String application);

  @Description("ARN of the role that the run takes on; ec2 takes that of its machines otherwise.")
  String getRole();

  void setRole(String role);

  @Description("The jar for spark-submit, on S3.")
  String getJar();

  void setJar(String jar);

  @Description("A setting of Spark, NAME=VALUE; may be given several times.")
  List<String> getConf();

  void setConf(List<String> conf);

  @Description("What EMR shows as its name; bookreel and the date if not given.")
  String getName();

  void setName(String name);

  @Description("Place on S3 for logs (serverless).")
  String getLogs();

  void setLogs(String logs);

  @Description("Two requests with the same token start one run (serverless).")
  String getToken();

  void setToken(String token);

  @Description("Minutes after which the run is cancelled (serverless); 120 if not given.")
  String getTimeoutMinutes();

  void setTimeoutMinutes(String minutes);

  @Description(
      "What EMR does when it fails (ec2): CONTINUE (if not given), CANCEL_AND_WAIT or"
          + " TERMINATE_CLUSTER.")
  String getOnFailure();

  void setOnFailure(String onFailure);
}
