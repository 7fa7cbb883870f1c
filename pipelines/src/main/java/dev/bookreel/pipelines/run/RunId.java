package dev.bookreel.pipelines.run;

import dev.bookreel.pipelines.land.Delivery;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** Names runs. */
public final class RunId {
  private static final int LENGTH = 8;

  private RunId() {}

  /** A run's id: its date, and what was delivered; the same deliveries are the same run. */
  public static String of(LocalDate date, Collection<Delivery> deliveries) {
    String ids =
        deliveries.stream()
            .map(delivery -> delivery.id().substring(0, LENGTH))
            .distinct()
            .sorted()
            .collect(Collectors.joining("-"));
    return date + "-" + ids;
  }

  /** An id for something that may be repeated, and should do its work each time. */
  public static String unique(String what) {
    return what + "-" + UUID.randomUUID();
  }
}
