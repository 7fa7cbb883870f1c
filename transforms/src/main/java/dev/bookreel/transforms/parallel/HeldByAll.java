package dev.bookreel.transforms.parallel;

import java.io.Serializable;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Computes one value when a pipeline begins, for every worker to hold.
 *
 * <p>The view is of one element: {@code View.asSingleton} would combine, which the Spark runner
 * makes a job of its own.
 *
 * @param <T> the value, which must not be changed once it is computed: threads share it
 */
public final class HeldByAll<T extends Serializable>
    extends PTransform<PBegin, PCollectionView<Iterable<T>>> {
  private static final long serialVersionUID = 1L;
  private final Class<T> type;
  private final SerializableFunction<String, T> compute;

  private HeldByAll(Class<T> type, SerializableFunction<String, T> compute) {
    this.type = type;
    this.compute = compute;
  }

  /** Computes a value; the function's argument means nothing. */
  public static <T extends Serializable> HeldByAll<T> of(
      Class<T> type, SerializableFunction<String, T> compute) {
    return new HeldByAll<>(type, compute);
  }

  /** The value, in a DoFn that has the view as a side input. */
  public static <T extends Serializable> T value(
      PCollectionView<Iterable<T>> view, DoFn<?, ?>.ProcessContext context) {
    return context.sideInput(view).iterator().next();
  }

  @Override
  public PCollectionView<Iterable<T>> expand(PBegin begin) {
    return begin
        .apply("Once", Create.of("once").withCoder(StringUtf8Coder.of()))
        .apply("Compute", MapElements.into(TypeDescriptor.of(type)).via(compute))
        .setCoder(SerializableCoder.of(type))
        .apply("Hold", View.asIterable());
  }
}
