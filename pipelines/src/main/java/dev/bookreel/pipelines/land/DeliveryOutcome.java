package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What became of a delivery, kept beside its files as {@code _outcome.json}.
 *
 * <p>A publication is noted before its commit, and again when it is done: a run that dies in
 * between leaves a note that the table can be asked about.
 *
 * @param publications each time the table took it in, in order
 * @param refusals each time it was refused, in order
 */
public record DeliveryOutcome(List<Publication> publications, List<Refusal> refusals) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String FILE = "_outcome.json";

  /** Of a delivery that nothing became of yet. */
  static final DeliveryOutcome NONE = new DeliveryOutcome(List.of(), List.of());

  /**
   * A publication.
   *
   * @param sequence its place among the publications of the dataset, from 1
   * @param run the run that published it
   * @param overrides what was let pass for it
   * @param rules by which the file of rules that were in force is found; null: none were
   * @param fields of its records, to compare the next delivery with; null: they tell nothing
   * @param done whether the commit is known to have happened
   */
  public record Publication(
      long sequence,
      String run,
      List<String> overrides,
      String rules,
      Fields fields,
      boolean done) {
    /** The same, known to have happened. */
    Publication asDone() {
      return new Publication(sequence, run, overrides, rules, fields, true);
    }
  }

  /**
   * A refusal.
   *
   * @param run the run that refused it
   * @param problem why
   */
  public record Refusal(String run, String problem) {}

  /** What became of a delivery so far. */
  public static DeliveryOutcome of(Lake lake, Dataset dataset, Delivery delivery) {
    return read(folder(lake, dataset, delivery));
  }

  private static DeliveryOutcome read(StoragePath folder) {
    StoragePath file = folder.resolve(FILE);
    try {
      return JSON.readValue(file.read(), DeliveryOutcome.class);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The same, once a commit is about to publish it as the next one of its dataset. */
  public DeliveryOutcome publishing(
      long sequence, String run, List<String> overrides, String rules, Fields fields) {
    List<Publication> all = new ArrayList<>(publications);
    all.removeIf(publication -> !publication.done());
    all.add(new Publication(sequence, run, overrides, rules, fields, false));
    return new DeliveryOutcome(all, refusals);
  }

  /** The same, once it is known which publications the table holds: others did not happen. */
  public DeliveryOutcome settled(Set<Long> sequences) {
    return new DeliveryOutcome(
        publications.stream()
            .filter(note -> note.done() || sequences.contains(note.sequence()))
            .map(Publication::asDone)
            .toList(),
        refusals);
  }

  /** The same, once the table is known to hold it. */
  public DeliveryOutcome published() {
    return new DeliveryOutcome(publications.stream().map(Publication::asDone).toList(), refusals);
  }

  /** The same, refused. */
  public DeliveryOutcome refused(String run, String problem) {
    List<Refusal> all = new ArrayList<>(refusals);
    Refusal refusal = new Refusal(run, problem);
    if (!all.contains(refusal)) {
      all.add(refusal);
    }
    return new DeliveryOutcome(publications, all);
  }

  /** Whether a run died before it knew whether the delivery was published. */
  public boolean hasUndecided() {
    return publications.stream().anyMatch(publication -> !publication.done());
  }

  /** Keeps it beside the delivery. */
  public void write(Lake lake, Dataset dataset, Delivery delivery) {
    StoragePath file = folder(lake, dataset, delivery).resolve(FILE);
    try {
      file.replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static StoragePath folder(Lake lake, Dataset dataset, Delivery delivery) {
    return lake.raw(dataset, LocalDate.parse(delivery.date()), delivery.id());
  }
}
