package dev.bookreel.transforms.profile;

import java.io.Serializable;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * How many different values there are, estimated by a HyperLogLog sketch of 16,384 registers: its
 * standard error is 1.04 / √16384, 0.8 %.
 */
final class DistinctSketch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LOG_K = 14;
  private final byte[] bytes;

  private DistinctSketch(byte[] bytes) {
    this.bytes = bytes;
  }

  static HllSketch begin() {
    return new HllSketch(LOG_K, TgtHllType.HLL_8);
  }

  static DistinctSketch of(HllSketch sketch) {
    return new DistinctSketch(sketch.toCompactByteArray());
  }

  DistinctSketch plus(DistinctSketch other) {
    Union union = new Union(LOG_K);
    union.update(HllSketch.heapify(bytes));
    union.update(HllSketch.heapify(other.bytes));
    return of(union.getResult(TgtHllType.HLL_8));
  }

  /** By the estimator that knows nothing of the order in which values came. */
  long estimate() {
    return Math.round(HllSketch.heapify(bytes).getCompositeEstimate());
  }
}
