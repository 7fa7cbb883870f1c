package dev.bookreel.runners;

import static dev.bookreel.runners.AwsCheck.texts;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CloudFormation template: what the linter says, and what is there once it is deployed. The
 * emulator enforces no policy; so what policies say is compared with what they should.
 */
class TemplateIT {
  private static final String BUCKET = "arn:aws:s3:::bookreel-test";

  @TempDir static Path folder;
  private static JsonNode found;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    found = AwsCheck.found(folder);
  }

  @Test
  void theLinterHasNothingToSay() {
    assertThat(texts(found.path("lint")), is(empty()));
  }

  @Test
  void theBucketKeepsWhatIsReplaced_andIsOpenToNobody() throws IOException {
    JsonNode bucket = found.path("bucket");
    assertThat(bucket.path("versioning").asText(), is("Enabled"));
    assertClosed(bucket);
    assertClosed(found.path("logs"));
    assertThat(
        bucket.path("lifecycle"),
        is(
            new ObjectMapper()
                .readTree(
                    """
                [{"ID": "abandoned-uploads", "Filter": {"Prefix": ""}, "Status": "Enabled",
                  "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2}},
                 {"ID": "replaced-and-deleted", "Filter": {"Prefix": ""}, "Status": "Enabled",
                  "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]
                """)));
  }

  @Test
  void theApplicationStartsAndStopsByItself_withinBounds() {
    JsonNode application = found.path("application");
    assertThat(application.path("type").asText(), is("Spark"));
    assertThat(application.path("releaseLabel").asText(), is("emr-7.10.0"));
    assertThat(application.path("autoStartConfiguration").path("enabled").asBoolean(), is(true));
    JsonNode stop = application.path("autoStopConfiguration");
    assertThat(stop.path("enabled").asBoolean(), is(true));
    assertThat(stop.path("idleTimeoutMinutes").asInt(), is(15));
    assertThat(application.path("maximumCapacity").path("cpu").asText(), is("32 vCPU"));
  }

  @Test
  void aRunMayDoWhatItMust_andNoMore() {
    assertThat(
        rights(found.path("runRole")),
        is(
            Map.of(
                "s3:GetObject",
                List.of(BUCKET + "/incoming/*", BUCKET + "/code/*", BUCKET + "/lake/*"),
                "s3:PutObject",
                List.of(BUCKET + "/lake/*", BUCKET + "-logs/*"),
                "s3:DeleteObject",
                List.of(BUCKET + "/lake/*"),
                "s3:AbortMultipartUpload",
                List.of(BUCKET + "/lake/*"),
                "s3:ListMultipartUploadParts",
                List.of(BUCKET + "/lake/*"),
                "s3:ListBucket",
                List.of(BUCKET),
                "s3:GetBucketLocation",
                List.of(BUCKET),
                "s3:ListBucketMultipartUploads",
                List.of(BUCKET))));
    assertThat(
        texts(
            statement(found.path("runRole"), "List")
                .path("Condition")
                .path("StringLikeIfExists")
                .path("s3:prefix")),
        is(List.of("incoming", "incoming/*", "code/*", "lake", "lake/*")));
    assertThat(
        found.path("runRole").path("trust").path(0).path("Principal").path("Service").asText(),
        is("emr-serverless.amazonaws.com"));
  }

  @Test
  void whoStartsRunsMayHandOverTheirRole_toEmrServerlessOnly() {
    String application = found.path("application").path("arn").asText();
    String role = found.path("outputs").path("RunRoleArn").asText();
    assertThat(
        rights(found.path("startRole")),
        is(
            Map.of(
                "emr-serverless:StartJobRun",
                List.of(application),
                "emr-serverless:GetJobRun",
                List.of(application + "/jobruns/*"),
                "emr-serverless:CancelJobRun",
                List.of(application + "/jobruns/*"),
                "iam:PassRole",
                List.of(role),
                "s3:GetObject",
                List.of(BUCKET + "/lake/runs/*"),
                "s3:ListBucket",
                List.of(BUCKET))));
    assertThat(
        statement(found.path("startRole"), "HandOverRunRole")
            .path("Condition")
            .path("StringEquals")
            .path("iam:PassedToService")
            .asText(),
        is("emr-serverless.amazonaws.com"));
  }

  private static void assertClosed(JsonNode bucket) {
    List<JsonNode> flags = new ArrayList<>();
    bucket.path("publicAccess").forEach(flags::add);
    assertThat(flags, hasSize(4));
    flags.forEach(flag -> assertThat(flag.asBoolean(), is(true)));
    assertThat(
        bucket
            .path("encryption")
            .path(0)
            .path("ApplyServerSideEncryptionByDefault")
            .path("SSEAlgorithm")
            .asText(),
        is("AES256"));
    JsonNode policy = bucket.path("policy").path(0);
    assertThat(policy.path("Effect").asText(), is("Deny"));
    assertThat(
        policy.path("Condition").path("Bool").path("aws:SecureTransport").asText(), is("false"));
  }

  /** What a role may do, and to what; nothing is denied or attached. */
  private static Map<String, List<String>> rights(JsonNode role) {
    assertThat(texts(role.path("attached")), is(empty()));
    Map<String, List<String>> rights = new LinkedHashMap<>();
    for (JsonNode statement : role.path("statements")) {
      assertThat(statement.path("Effect").asText(), is("Allow"));
      for (String action : texts(statement.path("Action"))) {
        rights
            .computeIfAbsent(action, key -> new ArrayList<>())
            .addAll(texts(statement.path("Resource")));
      }
    }
    return rights;
  }

  private static JsonNode statement(JsonNode role, String sid) {
    for (JsonNode statement : role.path("statements")) {
      if (statement.path("Sid").asText().equals(sid)) {
        return statement;
      }
    }
    throw new AssertionError("no statement " + sid);
  }
}
