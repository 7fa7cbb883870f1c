package dev.bookreel.pipelines.run;

import dev.bookreel.delta.storage.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes quarantined sessions as files that can be delivered: one for each they came from. */
final class SessionFiles {
  private SessionFiles() {}

  /**
   * Writes the files.
   *
   * @param header gives the columns of the file that a record came from
   */
  static StoragePath write(
      StoragePath folder, List<Quarantined.Entry> sessions, Function<String, List<String>> header) {
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (Quarantined.Entry session : sessions) {
      files
          .computeIfAbsent(
              session.sourceFile(), file -> new StringBuilder(line(header.apply(file))))
          .append(session.raw().stripTrailing())
          .append('\n');
    }
    try {
      int number = 0;
      for (StringBuilder file : files.values()) {
        String name = String.format(Locale.ROOT, "streams-%06d.csv", ++number);
        folder.resolve(name).replace(file.toString().getBytes(StandardCharsets.UTF_8));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the records to replay into " + folder, e);
    }
  }

  private static String line(List<String> columns) {
    return columns.stream()
        .map(column -> '"' + column.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }
}
