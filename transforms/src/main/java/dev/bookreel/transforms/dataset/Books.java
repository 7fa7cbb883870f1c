package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;

import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.text.MatchKey;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema.FieldType;

/**
 * The vendor's books: a record is {@code name,pages,author,publisher}, its key the name.
 *
 * <p>Quarantined: a book without a name; pages that are neither a whole number from 0, nor missing,
 * nor {@code unknown}. The author need not have a record of his own.
 */
public final class Books extends JsonDump {
  private static final long serialVersionUID = 1L;
  private static final String UNKNOWN_PAGES = "unknown";

  /** {@code trusted/books}. */
  public static final Table TABLE =
      TableDefinition.of("trusted/books", "A version of a book.")
          .required("name", TEXT, "Name as the vendor spells it.")
          .optional("pages", FieldType.INT32, "Number of pages; null when unknown.")
          .optional("author", TEXT, "Name of the author as the book names it; null: not given.")
          .optional("publisher", TEXT, "Publisher; null when not given.")
          .required("name_key", TEXT, "Match key of name.")
          .optional("author_key", TEXT, "Match key of author; null when there is none.")
          .history()
          .build();

  @Override
  public String name() {
    return "books";
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("name_key");
  }

  @Override
  public KnownFields fields() {
    return KnownFields.none()
        .with("name", "name", "name_key")
        .with("pages", "pages")
        .with("author", "author", "author_key")
        .with("publisher", "publisher");
  }

  @Override
  List<DumpRow> keys(JsonObject record) throws Rejected {
    return List.of(key(record));
  }

  @Override
  List<DumpRow> parse(JsonObject record) throws Rejected {
    Problems problems = new Problems();
    DumpRow row = problems.read(() -> key(record));
    Integer pages = problems.read(() -> pages(record));
    String author = problems.read(() -> record.text("author", "author"));
    String publisher = problems.read(() -> record.text("publisher", "publisher"));
    problems.requireNone();
    return List.of(
        row.set("pages", pages)
            .set("author", author)
            .set("publisher", publisher)
            .set("author_key", author == null ? null : MatchKey.of(author)));
  }

  private static DumpRow key(JsonObject record) throws Rejected {
    String name = record.requiredText("name", "name");
    return new DumpRow(TABLE).set("name", name).set("name_key", MatchKey.of(name));
  }

  private static Integer pages(JsonObject record) throws Rejected {
    return UNKNOWN_PAGES.equals(record.text("pages", "pages"))
        ? null
        : record.wholeNumber("pages", "pages");
  }
}
