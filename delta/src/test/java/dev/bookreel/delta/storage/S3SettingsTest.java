package dev.bookreel.delta.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** Where S3 is, by options and by the environment. */
class S3SettingsTest {
  private final StorageOptions options = PipelineOptionsFactory.as(StorageOptions.class);

  @Test
  void nothingIsSaid_thenItIsAws() {
    S3Settings.complete(options, Map.of());
    assertThat(S3Settings.of(options), is(new S3Settings(null, null, false)));
  }

  @Test
  void theEnvironmentCompletesOptions_andTheOneOfS3ComesFirst() {
    S3Settings.complete(
        options,
        Map.of(
            "AWS_ENDPOINT_URL", "http://a",
            "AWS_ENDPOINT_URL_S3", "http://b",
            "AWS_REGION", "eu-west-1"));
    assertThat(S3Settings.of(options), is(new S3Settings("http://b", Region.EU_WEST_1, true)));
  }

  @Test
  void anOptionComesBeforeTheEnvironment() {
    options.setS3Endpoint("http://mine");
    options.setS3PathStyle(false);
    S3Settings.complete(options, Map.of("AWS_ENDPOINT_URL_S3", "http://theirs"));
    assertThat(S3Settings.of(options), is(new S3Settings("http://mine", Region.US_EAST_1, false)));
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    S3Settings.complete(options, Map.of("AWS_ENDPOINT_URL_S3", " ", "AWS_REGION", ""));
    assertThat(S3Settings.of(options), is(new S3Settings(null, null, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "ftp://s3", "http://", "not an address"})
  void anAddressThatIsNone_isRefusedWhenItIsUsed_andNotBefore(String address) {
    S3Settings.complete(options, Map.of("AWS_ENDPOINT_URL", address));
    S3Connection connection = new S3Connection();
    connection.configure(S3Settings.of(options));
    StorageFailure failure = assertThrows(StorageFailure.class, connection::client);
    assertThat(failure.problem(), is("cannot use the S3 endpoint " + address));
    assertThat(failure.getMessage(), is("it is no address such as https://s3.example.com:9000"));
    assertThat(failure.isSetup(), is(true));
  }
}
