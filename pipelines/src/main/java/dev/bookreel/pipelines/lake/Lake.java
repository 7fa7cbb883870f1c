package dev.bookreel.pipelines.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A lake on a local disk: where everything lies, and the zone that decides what a day is.
 *
 * <p>{@code bookreel.json} at its root holds the format's version and the zone.
 */
public final class Lake {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;
  private static final String MARKER = "bookreel.json";
  private final Path root;
  private final Path raw;
  private final ZoneId zone;

  private Lake(Path root, Path raw, ZoneId zone) {
    this.root = root;
    this.raw = raw;
    this.zone = zone;
  }

  private Lake(Path root, ZoneId zone) {
    this(root, root.resolve("raw"), zone);
  }

  /**
   * Opens a lake, or makes one where there is none.
   *
   * @throws UserError when the folder holds something else, the lake has another zone or a newer
   *     format, or nothing can be written there
   */
  public static Lake openOrCreate(String location, ZoneId zone) {
    Path root = local(location);
    if (Files.exists(root.resolve(MARKER))) {
      Lake lake = open(location);
      if (!lake.zone.equals(zone)) {
        throw UserError.usage(
            "the lake " + location + " has another zone",
            "its days are those of " + lake.zone + ", not of " + zone,
            "Leave --zone out, or give --zone=" + lake.zone);
      }
      return lake;
    }
    try {
      if (Files.isDirectory(root) && !isEmpty(root)) {
        throw notALake(location);
      }
      Files.createDirectories(root);
      byte[] marker =
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(
                  JSON.createObjectNode()
                      .put("formatVersion", FORMAT_VERSION)
                      .put("zone", zone.getId()));
      writeAtomically(root.resolve(MARKER), marker);
    } catch (IOException e) {
      throw UserError.failure(
          "cannot make a lake at " + location,
          e.getClass().getSimpleName() + " " + e.getMessage(),
          "Choose a folder that you may write to",
          e);
    }
    return new Lake(root, zone);
  }

  /**
   * Opens a lake that is there.
   *
   * @throws UserError when there is none, or it has a newer format
   */
  public static Lake open(String location) {
    Path root = local(location);
    Path marker = root.resolve(MARKER);
    if (!Files.exists(root)) {
      throw UserError.usage(
          "there is no lake at " + location,
          "the folder does not exist",
          "Make one with: bookreel run --lake=" + location);
    }
    if (!Files.exists(marker)) {
      throw notALake(location);
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(marker));
      if (node.path("formatVersion").asInt() > FORMAT_VERSION) {
        throw UserError.usage(
            "the lake " + location + " cannot be used",
            "its format " + node.path("formatVersion").asInt() + " is newer than this program",
            "Use the version of bookreel that made it, or a later one");
      }
      return new Lake(root, ZoneId.of(node.path("zone").asText()));
    } catch (IOException | DateTimeException e) {
      throw UserError.failure(
          "cannot read " + marker, e.getMessage(), "Restore the file: it names the zone", e);
    }
  }

  /** The business zone. */
  public ZoneId zone() {
    return zone;
  }

  /** The lake's folder. */
  public Path root() {
    return root;
  }

  /** Where a table lies. */
  public String tablePath(Table table) {
    return root.resolve(table.name()).toString();
  }

  /** A table. */
  public DeltaTable table(Table table) {
    return DeltaTable.at(tablePath(table));
  }

  /** Where the files of one delivery of a dataset are kept. */
  public Path raw(Dataset dataset, LocalDate date, String delivery) {
    return rawOf(dataset, date).resolve(delivery);
  }

  /** Where all deliveries of a dataset for a date are kept. */
  public Path rawOf(Dataset dataset, LocalDate date) {
    return rawOf(dataset).resolve("ingest_date=" + date);
  }

  /** The rule files that deliveries were published under. */
  public Path rules() {
    return raw.resolve("_rules");
  }

  /** Where all deliveries of a dataset are kept. */
  public Path rawOf(Dataset dataset) {
    return raw.resolve(dataset.source().folder()).resolve(dataset.name());
  }

  /** How a file of the lake is named to people: relative to the lake. */
  public String name(Path file) {
    return raw.resolveSibling("").relativize(file).toString().replace('\\', '/');
  }

  /** Where runs leave their traces. */
  public Path runs() {
    return root.resolve("runs");
  }

  /** Whether the raw zone is this lake's own, for it to take notes in. */
  public boolean ownsRaw() {
    return raw.equals(root.resolve("raw"));
  }

  /** A lake of its own tables over the same raw zone, to make them anew in. */
  public Lake over(Path otherRoot) {
    return new Lake(otherRoot, raw, zone);
  }

  /** A scratch file of a run, for what the workers tell the driver. */
  public Path scratch(String run, String name) {
    return work(run).resolve(name);
  }

  /** Where a run keeps what it needs only while it lasts. */
  public Path work(String run) {
    return runs().resolve(".work-" + run);
  }

  /** Removes what a run needed only while it lasted. */
  public void clear(String run) {
    Path work = work(run);
    if (!Files.exists(work)) {
      return;
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + work, e);
    }
  }

  /** Where the outcome of a run is kept. */
  public Path outcome(String run) {
    return runs().resolve(run + ".json");
  }

  /** Writes a small file so that nobody sees half of it. */
  public static void writeAtomically(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = file.resolveSibling(".tmp-" + UUID.randomUUID());
    Files.write(temporary, content);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static Path local(String location) {
    if (location.contains("://")) {
      throw UserError.usage(
          "cannot use the lake " + location,
          "only folders of a local disk are supported so far",
          "Give --lake=DIR");
    }
    return Path.of(location).toAbsolutePath().normalize();
  }

  private static UserError notALake(String location) {
    return UserError.usage(
        location + " is not a lake",
        "the folder holds other things and no " + MARKER,
        "Give --lake= an empty or a new folder");
  }
}
