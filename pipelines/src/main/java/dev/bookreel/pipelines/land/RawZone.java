package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.DeliveryOutcome.Publication;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return deliveriesIn(lake.rawOf(dataset));
  }

  /** Every delivery of a dataset, by date and name, and what became of it. */
  public Map<Delivery, DeliveryOutcome> outcomes(Dataset dataset) {
    List<StoragePath> files = files(lake.rawOf(dataset));
    Map<StoragePath, DeliveryOutcome> outcomes = new HashMap<>();
    List<StoragePath> notes = named(files, DeliveryOutcome.FILE);
    List<DeliveryOutcome> read = read(notes, DeliveryOutcome.class);
    for (int i = 0; i < notes.size(); i++) {
      outcomes.put(notes.get(i).parent(), read.get(i));
    }
    List<StoragePath> records = named(files, Delivery.RECORD);
    List<Delivery> deliveries = read(records, Delivery.class);
    Map<Delivery, DeliveryOutcome> all = new LinkedHashMap<>();
    for (int i = 0; i < records.size(); i++) {
      all.put(
          deliveries.get(i), outcomes.getOrDefault(records.get(i).parent(), DeliveryOutcome.NONE));
    }
    return all;
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
    List<StoragePath> notes = named(files(lake.rawOf(dataset)), DeliveryOutcome.FILE);
    return read(notes, DeliveryOutcome.class).stream()
        .flatMap(outcome -> outcome.publications().stream());
  }

  static List<Delivery> deliveriesIn(StoragePath folder) {
    return read(named(files(folder), Delivery.RECORD), Delivery.class);
  }

  private static List<StoragePath> files(StoragePath folder) {
    try {
      return folder.allFiles().stream().map(StoredFile::path).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static List<StoragePath> named(List<StoragePath> files, String name) {
    return files.stream().filter(file -> file.name().equals(name)).toList();
  }

  private static <T> List<T> read(List<StoragePath> files, Class<T> type) {
    List<T> values = new ArrayList<>();
    try {
      for (byte[] content : StoragePath.read(files)) {
        values.add(JSON.readValue(content, type));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the raw zone's notes", e);
    }
    return values;
  }
}
