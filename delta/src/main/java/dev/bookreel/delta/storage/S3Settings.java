package dev.bookreel.delta.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where S3 is, and how it is spoken to.
 *
 * @param endpoint null for AWS itself; not looked at before S3 is used
 * @param region null: SDK's chain of places to look for it
 */
record S3Settings(String endpoint, Region region, boolean pathStyle) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String HOW = "it is no address such as https://s3.example.com:9000";
  private static final String SOME_REGION = "us-east-1";

  /** What options say. */
  static S3Settings of(PipelineOptions options) {
    StorageOptions storage = options.as(StorageOptions.class);
    String endpoint = storage.getS3Endpoint();
    Region region = storage.getS3Region() == null ? null : Region.of(storage.getS3Region());
    Boolean pathStyle = storage.getS3PathStyle();
    return new S3Settings(endpoint, region, pathStyle == null ? endpoint != null : pathStyle);
  }

  /**
   * Understands an endpoint.
   *
   * @throws IllegalArgumentException when it is no address; the message says why
   */
  static URI address(String text) {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(HOW, e);
    }
    throw new IllegalArgumentException(HOW);
  }

  /**
   * Completes options by what the environment says, so that workers elsewhere find the same place.
   */
  static void complete(PipelineOptions options, Map<String, String> environment) {
    StorageOptions storage = options.as(StorageOptions.class);
    if (storage.getS3Endpoint() == null) {
      storage.setS3Endpoint(first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"));
    }
    if (storage.getS3Region() == null) {
      storage.setS3Region(first(environment, "AWS_REGION", "AWS_DEFAULT_REGION"));
    }
    if (storage.getS3Region() == null && storage.getS3Endpoint() != null) {
      // Requests must name one, and servers other than AWS do not mind which.
      storage.setS3Region(SOME_REGION);
    }
  }

  /** An empty variable is as good as none. */
  private static String first(Map<String, String> environment, String... names) {
    return Stream.of(names)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  /**
   * Sets what is known; the builder finds the rest when it builds, and only then.
   *
   * @throws IllegalArgumentException when the endpoint is no address; the message says why
   */
  S3ClientBuilder apply(S3ClientBuilder builder) {
    if (endpoint != null) {
      builder.endpointOverride(address(endpoint));
    }
    if (region != null) {
      builder.region(region);
    }
    return builder.forcePathStyle(pathStyle);
  }
}
