package dev.bookreel.delta.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** S3 did not do what it was asked: the problem, its cause, and the way out. */
public final class StorageFailure extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final String NOT_THERE = "it is not there";
  private static final String BRING_BACK = "Bring it back from the bucket's versions or a backup";
  private static final Set<String> CREDENTIALS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken");
  private static final Set<String> OTHER_REGION =
      Set.of(
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "301");

  private final String problem;
  private final String wayOut;
  private final boolean isSetup;

  private StorageFailure(
      String problem, String because, String wayOut, boolean isSetup, Throwable cause) {
    super(because, cause);
    this.problem = problem;
    this.wayOut = wayOut;
    this.isSetup = isSetup;
  }

  /** Nothing will help as long as what was given stays as it is: the bucket, the region. */
  static StorageFailure setup(String problem, String because, String wayOut, Throwable cause) {
    return new StorageFailure(problem, because, wayOut, true, cause);
  }

  /** Another time it may work. */
  static StorageFailure failure(String problem, String because, String wayOut, Throwable cause) {
    return new StorageFailure(problem, because, wayOut, false, cause);
  }

  /** What went wrong; the message says why. */
  public String problem() {
    return problem;
  }

  /** What a person can do. */
  public String wayOut() {
    return wayOut;
  }

  /** Whether it will stay so until other things are given: a bucket, a region, credentials. */
  public boolean isSetup() {
    return isSetup;
  }

  /**
   * The one that caused a failure, also when Beam's file system met it: which file that was, only
   * an {@link UncheckedIOException} above it says.
   */
  public static Optional<StorageFailure> in(Throwable failure) {
    String problem = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageFailure found) {
        return Optional.of(found);
      }
      if (cause instanceof NoSuchFileException && cause.getCause() instanceof SdkException) {
        return Optional.of(
            failure("cannot read " + cause.getMessage(), NOT_THERE, BRING_BACK, cause));
      }
      if (cause instanceof UncheckedIOException named) {
        problem = named.getMessage();
      }
      if (cause instanceof SdkException sdk) {
        return Optional.of(met(problem, sdk));
      }
    }
    return Optional.empty();
  }

  /**
   * Sends a request.
   *
   * @param verb what it does to the object: read, write, list or remove
   * @throws NoSuchFileException when there is no such object
   * @throws StorageFailure when it failed for another reason
   */
  static <T> T translate(String verb, S3Key object, Callable<T> request) throws IOException {
    try {
      return request.call();
    } catch (SdkException e) {
      String path = object.path(object.key());
      if (isMissing(e)) {
        throw (IOException) new NoSuchFileException(path).initCause(e);
      }
      throw of("cannot " + verb + " " + path, e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("requests throw nothing else", e);
    }
  }

  private static StorageFailure met(String problem, SdkException e) {
    if (problem == null) {
      return of("cannot use S3", e);
    }
    return isMissing(e) ? failure(problem, NOT_THERE, BRING_BACK, e) : of(problem, e);
  }

  private static boolean isMissing(SdkException e) {
    return e instanceof AwsServiceException service
        && service.statusCode() == NOT_FOUND
        && !"NoSuchBucket".equals(code(service));
  }

  private static StorageFailure of(String problem, SdkException e) {
    return e instanceof AwsServiceException service
        ? answered(problem, service)
        : unanswered(problem, e);
  }

  private static StorageFailure answered(String problem, AwsServiceException e) {
    String code = code(e);
    if (code.equals("NoSuchBucket")) {
      return setup(
          problem, "there is no such bucket", "Create it, or correct the name of the bucket", e);
    }
    if (CREDENTIALS.contains(code)) {
      return setup(
          problem,
          "S3 does not accept the credentials (" + code + ")",
          "Renew them: AWS_ACCESS_KEY_ID and the like, AWS_PROFILE, or the machine's role",
          e);
    }
    if (OTHER_REGION.contains(code)) {
      return setup(
          problem,
          "the bucket is in another region (" + code + ")",
          "Set AWS_REGION, or give --s3-region=, to the bucket's region",
          e);
    }
    if (e.statusCode() == FORBIDDEN) {
      return failure(
          problem,
          "access is denied (403 " + code + ")",
          "Let the role do this; deploy/bookreel.yaml has the permissions that are needed",
          e);
    }
    if (e.statusCode() == NOT_IMPLEMENTED) {
      return setup(
          problem,
          "the server cannot do this (501 " + code + ")",
          "Use a server that knows conditional writes, such as AWS S3",
          e);
    }
    String wayOut =
        e.statusCode() >= SERVER_ERROR
            ? "Run again later: nothing half-written is visible"
            : "Check the bucket, and run again";
    return failure(problem, "S3 answered " + e.statusCode() + " " + code, wayOut, e);
  }

  private static StorageFailure unanswered(String problem, SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("load credentials")) {
      return setup(
          problem,
          "there are no AWS credentials",
          "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, or give the machine a role",
          e);
    }
    if (message.contains("load region")) {
      return setup(
          problem, "no AWS region is set", "Set AWS_REGION, or give --s3-region=eu-west-1", e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException
          || cause instanceof ConnectException
          || cause instanceof SocketTimeoutException) {
        return failure(
            problem,
            "S3 does not answer: " + cause.getMessage(),
            "Check the network, and the address in AWS_ENDPOINT_URL_S3 or --s3-endpoint=",
            e);
      }
    }
    return failure(problem, message, "Check the network, and run again", e);
  }

  /** Of S3's error, or the HTTP status where the answer has no body. */
  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? String.valueOf(e.statusCode()) : code;
  }
}
