package dev.bookreel.pipelines.run;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.parse.FileRange;
import java.time.LocalDate;
import java.util.List;

/** Finds the ranges of a delivery in the raw zone. */
final class RawRanges {
  private RawRanges() {}

  static List<FileRange> of(Lake lake, Dataset dataset, Delivery delivery) {
    StoragePath folder = lake.raw(dataset, LocalDate.parse(delivery.date()), delivery.id());
    return delivery.ranges(folder, lake.name(folder));
  }
}
