package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.parse.FileRange;
import java.util.List;

/**
 * Sessions that were delivered; none to refine only.
 *
 * @param ranges of the files
 * @param records how many they hold
 * @param takesIn whether the table takes them in: not when this delivery was published before
 */
record StreamsDelivery(List<FileRange> ranges, long records, boolean takesIn) {
  static final StreamsDelivery NONE = new StreamsDelivery(List.of(), 0, false);
}
