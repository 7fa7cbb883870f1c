package dev.bookreel.delta.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes objects that must not be there yet: a {@code PUT} with {@code If-None-Match: *}. */
final class S3FirstWriter {
  /** How the names of objects begin that are there for a moment only. */
  static final String PROBE = ".probe-";

  private static final int EXISTS = 412;
  private static final int CONFLICT = 409;
  private static final int MOST_CONFLICTS = 20;
  private static final long PAUSE_MILLIS = 50;
  private final S3Connection connection;

  /** Buckets that were seen to refuse a second writer. */
  private final Set<String> conditional = ConcurrentHashMap.newKeySet();

  S3FirstWriter(S3Connection connection) {
    this.connection = connection;
  }

  /** What was found out is of another place. */
  void forget() {
    conditional.clear();
  }

  /** Writes an object unless there is one; false when there was. */
  boolean put(String path, byte[] content) throws IOException {
    S3Key object = S3Key.of(path);
    for (int attempt = 0; ; attempt++) {
      try {
        connection.send(
            "write",
            object,
            s3 ->
                s3.putObject(
                    put ->
                        put.bucket(object.bucket())
                            .key(object.key())
                            .overrideConfiguration(more -> more.putHeader("If-None-Match", "*")),
                    RequestBody.fromBytes(content)));
        return true;
      } catch (StorageFailure e) {
        int status = e.getCause() instanceof S3Exception answer ? answer.statusCode() : 0;
        if (status == EXISTS) {
          return false;
        }
        if (status != CONFLICT || attempt == MOST_CONFLICTS) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Finds out whether the bucket knows conditional writes, once a process.
   *
   * @throws StorageFailure when a second writer wins there
   */
  void require(String folder) throws IOException {
    S3Key place = S3Key.of(folder);
    if (conditional.contains(place.bucket())) {
      return;
    }
    String probe = folder + "/" + PROBE + UUID.randomUUID();
    // Whether the first one succeeds tells nothing: it is tried again when its answer is lost.
    put(probe, new byte[] {1});
    boolean isSecond;
    try {
      isSecond = put(probe, new byte[] {2});
    } finally {
      S3Key object = S3Key.of(probe);
      connection.send(
          "remove",
          object,
          s3 -> s3.deleteObject(delete -> delete.bucket(object.bucket()).key(object.key())));
    }
    if (isSecond) {
      throw StorageFailure.setup(
          "cannot keep tables in the bucket " + place.bucket(),
          "its server lets a second writer replace what the first one wrote, so commits would be lost",
          "Use a server that knows conditional writes (If-None-Match), such as AWS S3",
          new FileAlreadyExistsException(probe));
    }
    conditional.add(place.bucket());
  }
}
