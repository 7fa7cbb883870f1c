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
      client = StorageFailure.translate("use", new S3Key("", ""), this::create);
    }
    return client;
  }

  private S3Client create() throws StorageFailure {
    try {
      return S3Clients.create(settings);
    } catch (IllegalArgumentException e) {
      throw StorageFailure.setup(
          "cannot use the S3 endpoint " + settings.endpoint(),
          e.getMessage(),
          "Correct AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, or give --s3-endpoint=",
          e);
    }
  }

  /** Sends a request; what fails says what it did to the object. */
  <T> T send(String verb, S3Key object, Request<T> request) throws IOException {
    S3Client s3 = client();
    return StorageFailure.translate(verb, object, () -> request.to(s3));
  }
}
