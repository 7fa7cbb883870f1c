package dev.bookreel.pipelines.land;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.parse.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder in which a source delivers: which files belong to which dataset. */
public final class SourceFolder {
  private final Source source;
  private final StoragePath folder;
  private final Map<Dataset, List<StoredFile>> files = new LinkedHashMap<>();
  private final List<String> ignored = new ArrayList<>();

  private SourceFolder(Source source, StoragePath folder) {
    this.source = source;
    this.folder = folder;
  }

  /**
   * Looks into a folder.
   *
   * @throws UserError when it is not there, or holds no file of any of the source's datasets
   */
  public static SourceFolder of(Source source, String location) {
    StoragePath folder = at(source, location);
    SourceFolder found = new SourceFolder(source, folder);
    try {
      folder.files().forEach(found::sort);
      if (found.files.isEmpty() && !folder.isFolder()) {
        throw UserError.usage(
            "cannot read the " + source.folder() + " source",
            "there is no folder " + location,
            "Give --" + source.folder() + "= the folder with the delivered files");
      }
    } catch (IOException e) {
      throw UserError.failure(
          "cannot read the " + source.folder() + " source",
          e.getMessage(),
          "Check the permissions of " + location,
          e);
    }
    if (found.files.isEmpty()) {
      throw UserError.usage(
          "nothing was delivered",
          location + " holds none of " + names(source),
          "Check the folder, or leave --" + source.folder() + "= out");
    }
    return found;
  }

  private static StoragePath at(Source source, String location) {
    try {
      return StoragePath.of(location);
    } catch (IllegalArgumentException e) {
      throw UserError.usage(
          "cannot read the " + source.folder() + " source " + location,
          e.getMessage(),
          "Give --" + source.folder() + "=DIR or s3://bucket/prefix");
    }
  }

  /** Who delivers here. */
  public Source source() {
    return source;
  }

  /** The folder. */
  public StoragePath folder() {
    return folder;
  }

  /** The files of each dataset that was delivered, by name. */
  public Map<Dataset, List<StoredFile>> files() {
    return files;
  }

  /** Files that belong to no dataset. */
  public List<String> ignored() {
    return ignored;
  }

  private void sort(StoredFile file) {
    String name = file.path().name();
    for (Dataset dataset : Datasets.of(source)) {
      if (belongs(name, dataset)) {
        files.computeIfAbsent(dataset, unused -> new ArrayList<>()).add(file);
        return;
      }
    }
    if (!name.startsWith(".")) {
      ignored.add(name);
    }
  }

  private static boolean belongs(String name, Dataset dataset) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int point = plain.lastIndexOf('.');
    if (point < 0) {
      return false;
    }
    String stem = plain.substring(0, point);
    return endings(dataset).contains(plain.substring(point + 1))
        && (stem.equals(dataset.name()) || stem.startsWith(dataset.name() + "-"));
  }

  private static List<String> endings(Dataset dataset) {
    return dataset.formats().contains(Format.CSV) ? List.of("csv") : List.of("json", "jsonl");
  }

  private static String names(Source source) {
    return String.join(
        ", ",
        Datasets.of(source).stream()
            .map(dataset -> dataset.name() + "." + endings(dataset).get(0))
            .toList());
  }
}
