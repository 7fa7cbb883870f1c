package dev.bookreel.delta.storage;

import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.S3FileSystemConfiguration;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes S3 known to a pipeline. */
public final class S3 {
  private S3() {}

  /**
   * Lets {@code s3://…} work in this process before a pipeline is made, as making one does.
   *
   * @throws IllegalArgumentException when the endpoint of the options is no address
   */
  public static void configure(PipelineOptions options) {
    String endpoint = options.as(StorageOptions.class).getS3Endpoint();
    if (endpoint != null) {
      S3Settings.address(endpoint);
    }
    FileSystems.setDefaultPipelineOptions(options);
  }

  /**
   * Completes options, for this process and for workers elsewhere: with the address and region from
   * the environment where {@link StorageOptions} name none, and with our clients for Beam's file
   * system. Beam's own would ask the machine for its region, seconds long where there is no answer,
   * for each pipeline and also when nothing is in S3.
   */
  static void complete(PipelineOptions options) {
    S3Settings.complete(options, System.getenv());
    S3Options s3 = options.as(S3Options.class);
    s3.setS3ClientFactoryClass(S3Clients.class);
    // Beam would take 64 MB for each file that it writes.
    s3.setS3UploadBufferSizeBytes(S3FileSystemConfiguration.MINIMUM_UPLOAD_BUFFER_SIZE_BYTES);
  }
}
