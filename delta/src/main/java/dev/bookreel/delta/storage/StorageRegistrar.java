package dev.bookreel.delta.storage;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Hears from Beam, in every process that works for a pipeline, what the pipeline's options are, and
 * completes them; it has no file system to offer. Beam asks registrars in the order of their names,
 * so this one comes before that of its file system for S3.
 */
public final class StorageRegistrar implements FileSystemRegistrar {
  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    S3.complete(options);
    S3Store.INSTANCE.configure(S3Settings.of(options));
    return List.of();
  }
}
