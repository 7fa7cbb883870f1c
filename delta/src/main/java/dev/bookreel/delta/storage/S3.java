package dev.bookreel.delta.storage;

import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.S3FileSystemConfiguration;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes S3 known to a pipeline. */
public final class S3 {
  private S3() {}

  /**
   * Completes options so that {@code s3://…} works in this process and on every worker: with the
   * address and region from the environment where {@link StorageOptions} name none. To be called
   * before the first path is used and before the pipeline is made.
   */
  public static void configure(PipelineOptions options) {
    S3Settings.complete(options, System.getenv());
    S3Options s3 = options.as(S3Options.class);
    s3.setS3ClientFactoryClass(S3Clients.class);
    // Beam would take 64 MB for each file that it writes.
    s3.setS3UploadBufferSizeBytes(S3FileSystemConfiguration.MINIMUM_UPLOAD_BUFFER_SIZE_BYTES);
    FileSystems.setDefaultPipelineOptions(options);
  }
}
