package dev.bookreel.bench;

import dev.bookreel.delta.DataColumnsWriter;
import dev.bookreel.delta.DataFile;
import dev.bookreel.delta.DataFileWriter;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.text.MatchKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.apache.beam.sdk.schemas.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Data files of {@code trusted/streams}, and files of one of its columns each, compressed and on
 * disk: a row is a session.
 */
public class DataFilesBenchmark extends HotPart {
  private static final int ROWS = 100_000;
  private static final int ROWS_AT_ONCE = 20_000;
  private static final Schema SCHEMA = Streams.TABLE.schema();
  private static final Map<String, String> PARTITION = Map.of("start_date", "2021-12-01");
  private static final Set<String> WITHOUT_DICTIONARY = Set.of("text");

  private final Sessions sessions = new Sessions(ROWS);
  private final String[] keys =
      Arrays.stream(sessions.titles).map(MatchKey::of).toArray(String[]::new);
  private final Slices titleTexts = new Slices(sessions.titles);
  private final Slices keyTexts = new Slices(keys);
  private final Slices emailTexts = new Slices(sessions.emails);
  private Path folder;

  @Setup
  public void makeFolder() throws IOException {
    folder = Files.createTempDirectory("streams");
  }

  @TearDown(Level.Invocation)
  public void removeFiles() throws IOException {
    StoragePath.of(folder).deleteFolder();
  }

  /** Whole sessions, value by value. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile rows() {
    DataFileWriter writer =
        DataFileWriter.create(folder.toString(), SCHEMA, PARTITION, WITHOUT_DICTIONARY);
    for (int row = 0; row < ROWS; row++) {
      writer.setString(0, sessions.titles[sessions.title[row]]);
      writer.setString(1, keys[sessions.title[row]]);
      writer.setString(2, sessions.emails[sessions.email[row]]);
      writer.setDouble(3, sessions.sizeMb[row]);
      writer.setLong(4, sessions.startAt[row]);
      writer.setLong(5, sessions.endAt[row]);
      writer.endRow();
    }
    return writer.finish();
  }

  /** The same as columns. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile columns() {
    return write(
        SCHEMA,
        (writer, from) -> {
          writer.texts(0, titleTexts, sessions.title, from, ROWS_AT_ONCE);
          writer.texts(1, keyTexts, sessions.title, from, ROWS_AT_ONCE);
          writer.texts(2, emailTexts, sessions.email, from, ROWS_AT_ONCE);
          writer.doubles(3, sessions.sizeMb, null, from, ROWS_AT_ONCE);
          writer.longs(4, sessions.startAt, null, from, ROWS_AT_ONCE);
          writer.longs(5, sessions.endAt, null, from, ROWS_AT_ONCE);
        });
  }

  /** Texts by a dictionary. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile titles() {
    return write(
        schema("movie_title"),
        (writer, from) -> writer.texts(0, titleTexts, sessions.title, from, ROWS_AT_ONCE));
  }

  /** Texts one after another. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile emails() {
    return write(
        schema("user_email"),
        (writer, from) -> writer.texts(0, emailTexts, sessions.email, from, ROWS_AT_ONCE));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile doubles() {
    return write(
        schema("size_mb"),
        (writer, from) -> writer.doubles(0, sessions.sizeMb, null, from, ROWS_AT_ONCE));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public DataFile longs() {
    return write(
        schema("start_at"),
        (writer, from) -> writer.longs(0, sessions.startAt, null, from, ROWS_AT_ONCE));
  }

  private DataFile write(Schema schema, ObjIntConsumer<DataColumnsWriter> rows) {
    DataColumnsWriter writer =
        DataColumnsWriter.create(folder.toString(), schema, PARTITION, WITHOUT_DICTIONARY);
    for (int from = 0; from < ROWS; from += ROWS_AT_ONCE) {
      rows.accept(writer, from);
      writer.endRows(ROWS_AT_ONCE);
    }
    return writer.finish();
  }

  /** One column, and the one that files are partitioned by. */
  private static Schema schema(String column) {
    return Schema.builder()
        .addFields(SCHEMA.getField(column), SCHEMA.getField("start_date"))
        .build();
  }
}
