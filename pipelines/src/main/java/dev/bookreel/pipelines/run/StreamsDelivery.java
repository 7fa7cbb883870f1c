package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.parse.FileRange;
import java.util.List;

/**
 * Sessions that were delivered; none to refine only.
 *
 * @param ranges of the files
 * @param records how many they hold
 * @param corrects whether what comes again with other values corrects the table: not when this
 *     delivery was published before
 */
record StreamsDelivery(List<FileRange> ranges, long records, boolean corrects) {
  static final StreamsDelivery NONE = new StreamsDelivery(List.of(), 0, false);
}
