package dev.bookreel.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;

/**
 * A process that appends rows to a table, or one that again and again merges all rows of a
 * partition into one file.
 */
public final class RacingWriter {
  static final Schema SCHEMA =
      Schema.builder().addStringField("name").addStringField("place").build();
  private static final Map<String, String> CONTESTED = Map.of("place", "a");

  private RacingWriter() {}

  /**
   * Arguments: {@code append PATH NAME COUNT} or {@code merge PATH NAME COUNT}. Each commit has a
   * transaction of its own, and is made twice: the second one must do nothing.
   */
  public static void main(String[] arguments) {
    DeltaTable table = DeltaTable.at(arguments[1]);
    int count = Integer.parseInt(arguments[3]);
    for (int number = 0; number < count; number++) {
      String name = arguments[2] + "-" + number;
      if (arguments[0].equals("append")) {
        String place = number % 2 == 0 ? "a" : "b";
        Commit append =
            Commit.append(List.of(file(table, place, List.of(name)))).withTransaction(name, 1);
        table.commit(append);
        if (table.commit(append).applied()) {
          throw new IllegalStateException(name + " was appended twice");
        }
      } else {
        merge(table, name);
      }
    }
  }

  private static void merge(DeltaTable table, String name) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      Snapshot snapshot = table.latest().orElseThrow();
      List<DataFile> old =
          snapshot.files().stream().filter(file -> file.partition().equals(CONTESTED)).toList();
      List<String> rows = new ArrayList<>(List.of(name));
      old.forEach(file -> rows.addAll(names(table, file)));
      try {
        table.commit(
            Commit.merge(List.of(file(table, "a", rows)), old)
                .withReadVersion(snapshot.version())
                .withReadPartitions(Set.of(CONTESTED))
                .withTransaction(name, 1));
        return;
      } catch (ConflictException another) {
        // Decide again, on what the table holds now.
      }
    }
    throw new IllegalStateException("never won");
  }

  static List<String> names(DeltaTable table, DataFile file) {
    List<String> names = new ArrayList<>();
    try (DataFileReader reader = DataFileReader.open(table.path(), file, SCHEMA, List.of("name"))) {
      while (reader.next()) {
        names.add(reader.getString(0));
      }
    }
    return names;
  }

  private static DataFile file(DeltaTable table, String place, List<String> names) {
    DataFileWriter writer =
        DataFileWriter.create(table.path(), SCHEMA, Map.of("place", place), Set.of());
    for (String name : names) {
      writer.setString(0, name);
      writer.endRow();
    }
    return writer.finish();
  }
}
