package dev.bookreel.pipelines.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.delta.DeltaTable;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A lake on a local disk or in a bucket of S3: where everything lies, and the zone that decides
 * what a day is.
 *
 * <p>{@code bookreel.json} at its root holds the format's version and the zone.
 */
public final class Lake {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;
  private static final String MARKER = "bookreel.json";
  private final StoragePath root;
  private final StoragePath raw;
  private final ZoneId zone;

  private Lake(StoragePath root, StoragePath raw, ZoneId zone) {
    this.root = root;
    this.raw = raw;
    this.zone = zone;
  }

  private Lake(StoragePath root, ZoneId zone) {
    this(root, root.resolve("raw"), zone);
  }

  /**
   * Opens a lake, or makes one where there is none.
   *
   * @throws UserError when the folder holds something else, the lake has another zone or a newer
   *     format, or nothing can be written there
   */
  public static Lake openOrCreate(String location, ZoneId zone) {
    StoragePath root = at(location);
    try {
      if (root.resolve(MARKER).isFile()) {
        Lake lake = open(location);
        if (!lake.zone.equals(zone)) {
          throw UserError.usage(
              "the lake " + location + " has another zone",
              "its days are those of " + lake.zone + ", not of " + zone,
              "Leave --zone out, or give --zone=" + lake.zone);
        }
        root.requirePutIfAbsent();
        return lake;
      }
      if (!root.isEmpty()) {
        throw notALake(location);
      }
      byte[] marker =
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(
                  JSON.createObjectNode()
                      .put("formatVersion", FORMAT_VERSION)
                      .put("zone", zone.getId()));
      root.requirePutIfAbsent();
      if (!root.resolve(MARKER).putIfAbsent(marker)) {
        return openOrCreate(location, zone); // Another run was faster.
      }
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
    StoragePath root = at(location);
    StoragePath marker = root.resolve(MARKER);
    try {
      JsonNode node = JSON.readTree(marker.read());
      if (node.path("formatVersion").asInt() > FORMAT_VERSION) {
        throw UserError.usage(
            "the lake " + location + " cannot be used",
            "its format " + node.path("formatVersion").asInt() + " is newer than this program",
            "Use the version of bookreel that made it, or a later one");
      }
      return new Lake(root, ZoneId.of(node.path("zone").asText()));
    } catch (NoSuchFileException e) {
      throw noLake(root, location);
    } catch (IOException | DateTimeException e) {
      throw UserError.failure(
          "cannot read " + marker, e.getMessage(), "Restore the file: it names the zone", e);
    }
  }

  private static UserError noLake(StoragePath root, String location) {
    try {
      if (!root.isEmpty()) {
        return notALake(location);
      }
    } catch (IOException e) {
      return UserError.failure(
          "cannot read " + location, e.getMessage(), "Check the permissions", e);
    }
    return UserError.usage(
        "there is no lake at " + location,
        "there is no such folder, or nothing is in it",
        "Correct --lake=, or make one with: bookreel run --lake="
            + location
            + " --internal=DIR --vendor=DIR --date=DAY");
  }

  /** The zone of a lake that is there; none where there is no lake. */
  public static Optional<ZoneId> zoneAt(String location) {
    StoragePath marker = at(location).resolve(MARKER);
    try {
      return marker.isFile() ? Optional.of(open(location).zone) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + marker, e);
    }
  }

  /** The business zone. */
  public ZoneId zone() {
    return zone;
  }

  /** The lake's folder. */
  public StoragePath root() {
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

  /** Where everything that was delivered is kept. */
  public StoragePath raw() {
    return raw;
  }

  /** Where the files of one delivery of a dataset are kept. */
  public StoragePath raw(Dataset dataset, LocalDate date, String delivery) {
    return rawOf(dataset, date).resolve(delivery);
  }

  /** Where all deliveries of a dataset for a date are kept. */
  public StoragePath rawOf(Dataset dataset, LocalDate date) {
    return rawOf(dataset).resolve("ingest_date=" + date);
  }

  /** The rule files that deliveries were published under. */
  public StoragePath rules() {
    return raw.resolve("_rules");
  }

  /** Where all deliveries of a dataset are kept. */
  public StoragePath rawOf(Dataset dataset) {
    return raw.resolve(dataset.source().folder()).resolve(dataset.name());
  }

  /** How a file of the lake is named to people: relative to the lake. */
  public String name(StoragePath file) {
    return file.relativeTo(raw.parent());
  }

  /** Where runs leave their traces. */
  public StoragePath runs() {
    return root.resolve("runs");
  }

  /** Whether the raw zone is this lake's own, for it to take notes in. */
  public boolean ownsRaw() {
    return raw.equals(root.resolve("raw"));
  }

  /** A lake of its own tables over the same raw zone, to make them anew in. */
  public Lake over(StoragePath otherRoot) {
    return new Lake(otherRoot, raw, zone);
  }

  /** A scratch file of a run, for what the workers tell the driver. */
  public StoragePath scratch(String run, String name) {
    return work(run).resolve(name);
  }

  /** Where a run keeps what it needs only while it lasts. */
  public StoragePath work(String run) {
    return runs().resolve(".work-" + run);
  }

  /** Removes what a run needed only while it lasted. */
  public void clear(String run) {
    try {
      work(run).deleteFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + work(run), e);
    }
  }

  /** The same, unless the run is at work a second time, or died before. */
  public void clearIfEmpty(String run) {
    try {
      work(run).deleteEmptyFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + work(run), e);
    }
  }

  /** Where the outcome of a run is kept. */
  public StoragePath outcome(String run) {
    return runs().resolve(run + ".json");
  }

  private static StoragePath at(String location) {
    try {
      return StoragePath.of(location);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          "cannot use the lake " + location,
          e.getMessage(),
          "Give --lake=DIR or --lake=s3://bucket/prefix");
    }
  }

  private static UserError notALake(String location) {
    return UserError.usage(
        location + " is not a lake",
        "the folder holds other things and no " + MARKER,
        "Give --lake= an empty or a new folder");
  }
}
