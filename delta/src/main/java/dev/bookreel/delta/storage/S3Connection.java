package dev.bookreel.delta.storage;

import java.io.IOException;
import software.amazon.awssdk.services.s3.S3Client;

/** The client of this process, made anew when it is told of another place. */
final class S3Connection {
  private S3Settings settings = new S3Settings(null, null, false);
  private S3Client client;

  /** What is sent with a client. */
  interface Request<T> {
    T to(S3Client client);
  }

  /**
   * Where S3 is from now on.
   *
   * @return whether that is another place than before
   */
  synchronized boolean configure(S3Settings changed) {
    if (changed.equals(settings)) {
      return false;
    }
    settings = changed;
    client = null;
    return true;
  }

  synchronized S3Client client() throws IOException {
    if (client == null) {
      client = StorageFailure.translate("use", new S3Key("", ""), () -> S3Clients.create(settings));
    }
    return client;
  }

  /** Sends a request; what fails says what it did to the object. */
  <T> T send(String verb, S3Key object, Request<T> request) throws IOException {
    S3Client s3 = client();
    return StorageFailure.translate(verb, object, () -> request.to(s3));
  }
}
