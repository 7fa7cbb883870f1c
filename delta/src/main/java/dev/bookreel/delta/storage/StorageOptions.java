package dev.bookreel.delta.storage;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Where S3 is. What is not given is what it is for the AWS command line; credentials are never
 * given, but found by each process in the chain that all of AWS's tools follow.
 */
public interface StorageOptions extends PipelineOptions {
  @Description(
      "S3: the service's address, when it is not AWS. Default: AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL.")
  String getS3Endpoint();

  void setS3Endpoint(String endpoint);

  @Description("S3: the bucket's region. Default: AWS_REGION, or what the AWS profile says.")
  String getS3Region();

  void setS3Region(String region);

  @Description(
      "S3: whether the bucket is named in the path, not in the host. Default: true with an endpoint.")
  Boolean getS3PathStyle();

  void setS3PathStyle(Boolean pathStyle);
}
