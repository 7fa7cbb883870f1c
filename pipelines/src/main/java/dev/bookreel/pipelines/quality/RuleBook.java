package dev.bookreel.pipelines.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.dataset.Datasets;
import dev.bookreel.transforms.quality.RuleDay;
import dev.bookreel.transforms.quality.RuleFileException;
import dev.bookreel.transforms.quality.RuleReader;
import dev.bookreel.transforms.quality.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule files of all datasets: those that come with the program, or an operator's own. */
public final class RuleBook {
  private static final String ENDING = ".dqdl";

  /** A file of rules, and how people find it. */
  private record RuleFile(String place, String text) {}

  private final Map<String, RuleFile> files;

  private RuleBook(Map<String, RuleFile> files) {
    this.files = files;
  }

  /** The rules that come with the program. */
  public static RuleBook shipped() {
    Map<String, RuleFile> files = new HashMap<>();
    for (Dataset dataset : Datasets.all()) {
      String name = dataset.name() + ENDING;
      try (InputStream in = RuleReader.class.getResourceAsStream(name)) {
        files.put(
            dataset.name(),
            new RuleFile("the program's " + name, new String(in.readAllBytes(), UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the program's " + name, e);
      }
    }
    return new RuleBook(files);
  }

  /**
   * The rules in a folder, a file a dataset; for a dataset without one, those that come with the
   * program.
   *
   * @throws UserError when the folder cannot be read, or holds rules for no dataset
   */
  public static RuleBook in(StoragePath folder) {
    Map<String, RuleFile> files = new HashMap<>(shipped().files);
    try {
      List<StoragePath> found =
          folder.files().stream()
              .map(StoredFile::path)
              .filter(path -> path.name().endsWith(ENDING))
              .toList();
      if (found.isEmpty() && !folder.isFolder()) {
        throw new NoSuchFileException(folder.toString());
      }
      for (StoragePath file : found) {
        String name = file.name();
        String dataset = name.substring(0, name.length() - ENDING.length());
        if (!files.containsKey(dataset)) {
          throw UserError.usage(
              "cannot use " + file, "there is no dataset " + dataset, "Rename or remove the file");
        }
        files.put(dataset, new RuleFile(file.toString(), text(file)));
      }
    } catch (IOException e) {
      throw UserError.usage(
          "cannot read the rules in " + folder,
          String.valueOf(e.getMessage()),
          "Give a folder with files such as movies.dqdl, in UTF-8");
    }
    return new RuleBook(files);
  }

  private static String text(StoragePath file) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(file.read())).toString();
  }

  /** Rules that were in force once, by dataset; none for the others. */
  public static RuleBook recorded(Map<String, String> texts) {
    return new RuleBook(
        texts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, text -> new RuleFile("the raw zone", text.getValue()))));
  }

  /** The file of a dataset; null without one. */
  public String text(Dataset dataset) {
    RuleFile file = files.get(dataset.name());
    return file == null ? null : file.text();
  }

  /**
   * The rules of a dataset.
   *
   * @throws UserError when the file asks for what cannot be checked; it names the line
   */
  public RuleSet rules(Dataset dataset, RuleDay day) {
    RuleFile file = files.get(dataset.name());
    if (file == null) {
      return RuleSet.none(dataset.name());
    }
    try {
      RuleSet rules = RuleReader.read(dataset, file.text(), day);
      requireReferences(rules, file.place());
      return rules;
    } catch (RuleFileException e) {
      throw wrong(file.place(), e.getMessage());
    }
  }

  /**
   * Reads the rules of all datasets, before any data is read.
   *
   * @throws UserError when one of the files cannot be used
   */
  public RuleBook requireRight(RuleDay day) {
    Datasets.all().forEach(dataset -> rules(dataset, day));
    return this;
  }

  private static void requireReferences(RuleSet rules, String place) {
    Set<String> dumps = Datasets.dumps().stream().map(Dataset::name).collect(Collectors.toSet());
    rules
        .references()
        .forEach(
            reference -> {
              if (!dumps.contains(reference.dataset())) {
                throw wrong(
                    place, "there is no dataset of records \"" + reference.dataset() + "\"");
              }
              List<String> columns =
                  Datasets.named(reference.dataset()).table().schema().getFieldNames();
              for (String column : reference.columns()) {
                if (!columns.contains(column)) {
                  throw wrong(place, reference.dataset() + " has no column \"" + column + "\"");
                }
              }
            });
  }

  private static UserError wrong(String place, String problem) {
    return UserError.usage(
        "cannot use the rules in " + place, problem, "Mend the file; docs/quality.md says how");
  }
}
