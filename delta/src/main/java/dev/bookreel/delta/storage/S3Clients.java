package dev.bookreel.delta.storage;

import java.time.Duration;
import javax.xml.stream.XMLStreamException;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy;
import software.amazon.awssdk.core.retry.conditions.OrRetryCondition;
import software.amazon.awssdk.core.retry.conditions.RetryCondition;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Makes clients of S3 that keep trying: what fails for the server's or the network's sake is tried
 * again, later each time, for about half a minute.
 *
 * <p>Beam's file system for S3 asks here for its client, too.
 */
public final class S3Clients implements S3ClientBuilderFactory {
  private static final int RETRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 64;

  @Override
  public S3ClientBuilder createBuilder(S3Options options) {
    S3Settings settings = S3Settings.of(options);
    return builder(settings, new ResumeReads(settings));
  }

  /** A client; closing it is the caller's. */
  static S3Client create(S3Settings settings) {
    return builder(settings, new ResumeReads(settings)).build();
  }

  /** One whose reads break off when the connection does. */
  static S3Client createWithoutResuming(S3Settings settings) {
    return builder(settings).build();
  }

  private static S3ClientBuilder builder(
      S3Settings settings, ExecutionInterceptor... interceptors) {
    FullJitterBackoffStrategy backoff =
        FullJitterBackoffStrategy.builder()
            .baseDelay(FIRST_PAUSE)
            .maxBackoffTime(LONGEST_PAUSE)
            .build();
    ClientOverrideConfiguration.Builder configuration =
        ClientOverrideConfiguration.builder()
            .retryPolicy(
                RetryPolicy.builder(RetryMode.STANDARD)
                    .numRetries(RETRIES)
                    // Otherwise all threads together may try a hundred times, and then none.
                    .retryCapacityCondition(null)
                    .retryCondition(
                        OrRetryCondition.create(
                            RetryCondition.defaultRetryCondition(),
                            attempt -> brokeOff(attempt.exception())))
                    .backoffStrategy(backoff)
                    .throttlingBackoffStrategy(backoff)
                    .build())
            .addExecutionInterceptor(new CountRequests());
    for (ExecutionInterceptor interceptor : interceptors) {
      configuration.addExecutionInterceptor(interceptor);
    }
    return settings.apply(
        S3Client.builder()
            .httpClientBuilder(
                ApacheHttpClient.builder()
                    .connectionTimeout(TO_CONNECT)
                    .socketTimeout(TO_ANSWER)
                    .maxConnections(CONNECTIONS))
            // A checksum after the body would not fit a read that is resumed.
            .serviceConfiguration(
                S3Configuration.builder().checksumValidationEnabled(false).build())
            .overrideConfiguration(configuration.build()));
  }

  /** Whether an answer ended before its XML did: the SDK takes that for a reader's mistake. */
  private static boolean brokeOff(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof XMLStreamException) {
        return true;
      }
    }
    return false;
  }
}
