package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.TableFile;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that links are completed with: books with their authors, and the catalogue's titles,
 * by match key. Small beside the reviews, so every worker holds it whole: some 300 bytes a record.
 *
 * @param books the book's record, by its key
 * @param titles the catalogue's spelling, by the movie's key
 */
record Library(Map<String, Book> books, Map<String, String> titles) implements Serializable {

  /** Reads the latest versions of the trusted tables. */
  static Library read(LinkSources sources) {
    return new Library(
        books(sources.books(), authors(sources.authors())), titles(sources.movies()));
  }

  private static Map<String, Author> authors(TableSource table) {
    Map<String, Author> authors = new HashMap<>();
    for (TableFile file : table.files()) {
      LatestVersions.read(
          table,
          file,
          List.of("name_key", "name", "nationalities"),
          row -> {
            String key = row.getString(0);
            authors.put(key, new Author(key, row.getString(1), true, row.getStrings(2)));
          });
    }
    return authors;
  }

  private static Map<String, Book> books(TableSource table, Map<String, Author> authors) {
    Map<String, Book> books = new HashMap<>();
    for (TableFile file : table.files()) {
      LatestVersions.read(
          table,
          file,
          List.of("name_key", "name", "author_key", "author"),
          row -> {
            Author author = Author.NONE;
            if (!row.isNull(2)) {
              String key = row.getString(2);
              Author known = authors.get(key);
              author = known == null ? Author.named(key, row.getString(3)) : known;
            }
            books.put(row.getString(0), new Book(row.getString(1), author));
          });
    }
    return books;
  }

  private static Map<String, String> titles(TableSource table) {
    Map<String, String> titles = new HashMap<>();
    for (TableFile file : table.files()) {
      LatestVersions.read(
          table,
          file,
          List.of("title_key", "title"),
          row -> titles.put(row.getString(0), row.getString(1)));
    }
    return titles;
  }
}
