package dev.bookreel.delta.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that is being written: in one request when it is small, else in parts, which S3 puts
 * together when the last one is there.
 */
final class S3Upload extends NewFile {
  private static final int PART_BYTES = 8 << 20;
  private static final int FIRST_BYTES = 64 << 10;
  private final S3Client client;
  private final S3Key object;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[FIRST_BYTES];
  private int size;
  private long uploaded;
  private String uploadId;
  private boolean ended;

  S3Upload(S3Client client, S3Key object) {
    this.client = client;
    this.object = object;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int written = 0; written < length && !ended; ) {
      if (size == PART_BYTES) {
        uploadFullPart();
      }
      if (size == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.min(PART_BYTES, 2 * buffer.length));
      }
      int count = Math.min(buffer.length - size, length - written);
      System.arraycopy(bytes, offset + written, buffer, size, count);
      size += count;
      written += count;
    }
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    try {
      if (uploadId == null) {
        send(() -> client.putObject(put -> put.bucket(object.bucket()).key(object.key()), body()));
      } else {
        uploadPart();
        complete();
      }
      ended = true;
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  @Override
  public void abandon() {
    if (ended) {
      return;
    }
    ended = true;
    if (uploadId != null) {
      try {
        client.abortMultipartUpload(
            abort -> abort.bucket(object.bucket()).key(object.key()).uploadId(uploadId));
      } catch (SdkException leftBehind) {
        // Nobody sees its parts; the bucket's life-cycle rule or a vacuum removes them.
        return;
      }
    }
  }

  private void complete() throws IOException {
    try {
      send(
          () ->
              client.completeMultipartUpload(
                  complete ->
                      complete
                          .bucket(object.bucket())
                          .key(object.key())
                          .uploadId(uploadId)
                          .multipartUpload(all -> all.parts(parts))));
    } catch (NoSuchFileException e) {
      // An answer that was lost made the client ask again, when the upload was complete already.
      long found =
          send(() -> client.headObject(head -> head.bucket(object.bucket()).key(object.key())))
              .contentLength();
      if (found != uploaded) {
        throw e; // An older one of that name.
      }
    }
  }

  /** What fails here must not look complete to who closes it nevertheless. */
  private void uploadFullPart() throws IOException {
    try {
      uploadPart();
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  private void uploadPart() throws IOException {
    if (uploadId == null) {
      uploadId =
          send(() ->
                  client.createMultipartUpload(
                      create -> create.bucket(object.bucket()).key(object.key())))
              .uploadId();
    }
    int number = parts.size() + 1;
    String tag =
        send(() ->
                client.uploadPart(
                    part ->
                        part.bucket(object.bucket())
                            .key(object.key())
                            .uploadId(uploadId)
                            .partNumber(number),
                    body()))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    uploaded += size;
    size = 0;
  }

  private RequestBody body() {
    return RequestBody.fromBytes(Arrays.copyOf(buffer, size));
  }

  private <T> T send(Callable<T> request) throws IOException {
    return StorageFailure.translate("write", object, request);
  }
}
