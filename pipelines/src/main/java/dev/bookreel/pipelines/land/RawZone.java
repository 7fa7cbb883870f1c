package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.DeliveryOutcome.Publication;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All deliveries of a dataset that the raw zone holds, and what became of them. */
public final class RawZone {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Lake lake;

  /** The raw zone of a lake. */
  public RawZone(Lake lake) {
    this.lake = lake;
  }

  /** Every delivery of a dataset, by date and name. */
  public List<Delivery> deliveries(Dataset dataset) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Path date : folders(lake.rawOf(dataset))) {
      for (Path delivery : folders(date)) {
        Path record = delivery.resolve(Delivery.RECORD);
        if (Files.exists(record)) {
          deliveries.add(read(record));
        }
      }
    }
    return deliveries;
  }

  /** The sequence number of the next publication of a dataset. */
  public long nextSequence(Dataset dataset) {
    return 1 + publications(dataset).mapToLong(Publication::sequence).max().orElse(0);
  }

  /** The fields of the records that were published last; none when nothing is known of any. */
  public Fields lastFields(Dataset dataset) {
    return publications(dataset)
        .filter(publication -> publication.done() && publication.fields() != null)
        .max(Comparator.comparingLong(Publication::sequence))
        .map(Publication::fields)
        .orElse(Fields.NONE);
  }

  private Stream<Publication> publications(Dataset dataset) {
    return deliveries(dataset).stream()
        .flatMap(delivery -> DeliveryOutcome.of(lake, dataset, delivery).publications().stream());
  }

  private static Delivery read(Path record) {
    try {
      return JSON.readValue(Files.readAllBytes(record), Delivery.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + record, e);
    }
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
