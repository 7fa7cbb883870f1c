package dev.bookreel.delta.storage;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Hears from Beam, in every process that works for a pipeline, what the pipeline's options are; it
 * has no file system to offer.
 */
public final class StorageRegistrar implements FileSystemRegistrar {
  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    S3Store.INSTANCE.configure(S3Settings.of(options));
    return List.of();
  }
}
