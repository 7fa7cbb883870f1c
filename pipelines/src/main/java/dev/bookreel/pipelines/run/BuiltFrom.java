package dev.bookreel.pipelines.run;

import dev.bookreel.delta.Commit;
import dev.bookreel.delta.CommitEntry;
import dev.bookreel.delta.DeltaTable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The versions of the trusted tables that a refined table was made from; every commit to one says
 * so, as its parameter {@code builtFrom}.
 */
record BuiltFrom(Map<String, Long> versions) {
  private static final String PARAMETER = "builtFrom";

  /** What the latest commit that tells tells, up to a version; nothing when none does. */
  static Optional<BuiltFrom> of(DeltaTable table, long version) {
    return table
        .history()
        .filter(commit -> commit.version() <= version)
        .map(CommitEntry::parameters)
        .filter(parameters -> parameters.containsKey(PARAMETER))
        .findFirst()
        .map(parameters -> parse(parameters.get(PARAMETER)));
  }

  private static BuiltFrom parse(String text) {
    Map<String, Long> versions = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      versions.put(part.substring(0, equals), Long.parseLong(part.substring(equals + 1)));
    }
    return new BuiltFrom(versions);
  }

  /** The version of a table; that of no table when it did not exist yet. */
  long version(String table) {
    return versions.getOrDefault(table, Commit.NO_TABLE);
  }

  /** The commit, saying so. */
  Commit tell(Commit commit) {
    return commit.withParameter(
        PARAMETER,
        new TreeMap<>(versions)
            .entrySet().stream()
                .map(version -> version.getKey() + "=" + version.getValue())
                .collect(Collectors.joining(",")));
  }
}
