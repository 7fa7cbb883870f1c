package dev.bookreel.delta.storage;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts the requests that this process sends to S3, those that are tried again included. */
public final class CountRequests implements ExecutionInterceptor {
  private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

  /** The requests since the process began, by S3's names of the operations. */
  public static Map<String, Long> soFar() {
    Map<String, Long> counts = new TreeMap<>();
    COUNTS.forEach((operation, count) -> counts.put(operation, count.sum()));
    return counts;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes request) {
    COUNTS
        .computeIfAbsent(
            request.getAttribute(SdkExecutionAttribute.OPERATION_NAME), name -> new LongAdder())
        .increment();
  }
}
