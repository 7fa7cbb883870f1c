package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.RowReader;
import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/** File of a trusted table → what there is to know of each of its latest versions, by key. */
final class ReadRecords<T> extends DoFn<TableFile, KV<String, T>> {
  private static final long serialVersionUID = 1L;
  private final TableSource table;
  private final List<String> columns;
  private final SerializableFunction<RowReader, T> record;

  /**
   * Reads a table.
   *
   * @param columns first the key, then those that {@code record} asks for by position
   */
  ReadRecords(TableSource table, List<String> columns, SerializableFunction<RowReader, T> record) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.record = record;
  }

  /** The titles of the catalogue. */
  static ReadRecords<String> ofMovies(TableSource movies) {
    return new ReadRecords<>(movies, List.of("title_key", "title"), row -> row.getString(1));
  }

  /** The books. */
  static ReadRecords<Book> ofBooks(TableSource books) {
    return new ReadRecords<>(
        books,
        List.of("name_key", "name", "author_key", "author"),
        row ->
            new Book(
                row.getString(1),
                row.isNull(2) ? Author.NONE : Author.named(row.getString(2), row.getString(3))));
  }

  /** The authors. */
  static ReadRecords<Author> ofAuthors(TableSource authors) {
    return new ReadRecords<>(
        authors,
        List.of("name_key", "name", "nationalities"),
        row -> new Author(row.getString(0), row.getString(1), true, row.getStrings(2)));
  }

  @ProcessElement
  public void process(@Element TableFile file, OutputReceiver<KV<String, T>> out) {
    LatestVersions.read(
        table, file, columns, row -> out.output(KV.of(row.getString(0), record.apply(row))));
  }
}
