package dev.bookreel.pipelines.run;

import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.stream.TakeIn;
import java.util.List;

/**
 * Sessions that were delivered; none to refine only.
 *
 * @param ranges of the files
 * @param records how many they hold
 * @param takeIn what the table takes in of them: nothing when it was published before
 */
record StreamsDelivery(List<FileRange> ranges, long records, TakeIn takeIn) {
  static final StreamsDelivery NONE = new StreamsDelivery(List.of(), 0, TakeIn.NOTHING);
}
