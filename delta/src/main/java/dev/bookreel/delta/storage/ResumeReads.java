package dev.bookreel.delta.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Goes on reading an object where a connection broke off: the SDK tries a request again only until
 * its answer begins.
 */
final class ResumeReads implements ExecutionInterceptor {
  private static final int MOST_IN_A_ROW = 8;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long MOST_TO_DRAIN = 64 << 10;
  private final S3Settings settings;
  private volatile S3Client client;

  ResumeReads(S3Settings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    if (context.responseBody().isEmpty()
        || !response.isSuccessful()
        || !(context.request() instanceof GetObjectRequest request)
        || response.firstMatchingHeader("Content-Length").isEmpty()) {
      return context.responseBody();
    }
    long length = Long.parseLong(response.firstMatchingHeader("Content-Length").get());
    long begin = response.firstMatchingHeader("Content-Range").map(ResumeReads::begin).orElse(0L);
    GetObjectRequest sameObject =
        request.toBuilder().ifMatch(response.firstMatchingHeader("ETag").orElse(null)).build();
    return Optional.of(
        new Resumed(context.responseBody().get(), sameObject, begin, begin + length));
  }

  /** From {@code bytes BEGIN-END/SIZE}, as RFC 9110 has it. */
  private static long begin(String contentRange) {
    return Long.parseLong(contentRange.substring("bytes ".length(), contentRange.indexOf('-')));
  }

  private S3Client client() {
    if (client == null) {
      synchronized (this) {
        if (client == null) {
          client = S3Clients.createWithoutResuming(settings);
        }
      }
    }
    return client;
  }

  private final class Resumed extends FilterInputStream {
    private final GetObjectRequest request;
    private final long end;
    private long position;

    Resumed(InputStream in, GetObjectRequest request, long begin, long end) {
      super(in);
      this.request = request;
      this.position = begin;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      for (int attempt = 0; ; attempt++) {
        try {
          int count = in.read(bytes, offset, length);
          if (count < 0 && position < end) {
            throw new IOException("the connection ended after " + position + " of " + end);
          }
          position += Math.max(count, 0);
          return count;
        } catch (IOException e) {
          if (attempt == MOST_IN_A_ROW) {
            throw e;
          }
          resume(attempt, e);
        }
      }
    }

    /** Who reads gzip asks whether another member follows, and takes 0 for the end. */
    @Override
    public int available() throws IOException {
      return position < end ? Math.max(1, in.available()) : 0;
    }

    @Override
    public long skip(long count) throws IOException {
      // What is skipped must be counted as well.
      return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 1 << 16)]));
    }

    /** A connection is not worth reading for what nobody wants: closing alone would read it all. */
    @Override
    public void close() throws IOException {
      if (end - position > MOST_TO_DRAIN && in instanceof Abortable connection) {
        connection.abort();
      }
      in.close();
    }

    private void resume(int attempt, IOException cause) throws IOException {
      try {
        Thread.sleep(FIRST_PAUSE_MILLIS << attempt);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException().initCause(e);
      }
      try {
        in.close();
      } catch (IOException | RuntimeException alreadyBroken) {
        cause.addSuppressed(alreadyBroken);
      }
      try {
        in =
            client()
                .getObject(
                    request.toBuilder().range("bytes=" + position + "-" + (end - 1)).build());
      } catch (SdkException e) {
        e.addSuppressed(cause);
        throw new IOException(e);
      }
    }
  }
}
