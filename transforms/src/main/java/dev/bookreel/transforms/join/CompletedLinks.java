package dev.bookreel.transforms.join;

import dev.bookreel.transforms.dataset.Tables;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.table.ColumnsWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The links of a shard as the records of movies, books and authors have them, in the order of their
 * keys: rows of {@code refined/movie_books}.
 *
 * <p>Each movie and book is looked up once, not once a link.
 */
final class CompletedLinks {
  private static final int NULL = -1;

  private final LinkSums links;
  private final Library library;
  private final BytesDictionary texts;
  private final int[] order;

  /** The number of a movie's title, by the number of its key; null before it is looked up. */
  private final Integer[] titles;

  /** What is known of a book, by the number of its key. */
  private final Numbered[] books;

  CompletedLinks(LinkSums links, Library library) {
    this.links = links;
    this.library = library;
    this.texts = links.texts();
    this.order = links.inOrder();
    this.titles = new Integer[texts.size()];
    this.books = new Numbered[texts.size()];
  }

  int size() {
    return order.length;
  }

  /** Writes some of the rows, from a position on. */
  void write(ColumnsWriter writer, int from, int count) {
    int[] movieTitle = new int[count];
    int[] movieKey = new int[count];
    int[] bookName = new int[count];
    int[] bookKey = new int[count];
    int[] authorName = new int[count];
    int[] authorKey = new int[count];
    boolean[] authorKnown = new boolean[count];
    List<Integer> nationalities = new ArrayList<>();
    int[] ends = new int[count];
    long[] reviews = new long[count];
    boolean[] rated = new boolean[count];
    double[] averageRate = new double[count];
    for (int row = 0; row < count; row++) {
      int link = order[from + row];
      movieKey[row] = links.movieKey(link);
      movieTitle[row] = title(link);
      Numbered book = book(links.bookKey(link));
      bookKey[row] = links.bookKey(link);
      bookName[row] = book.name == NULL ? links.bookName(link) : book.name;
      authorName[row] = book.authorName;
      authorKey[row] = book.authorKey;
      authorKnown[row] = book.authorKnown;
      nationalities.addAll(book.nationalities);
      ends[row] = nationalities.size();
      reviews[row] = links.reviews(link);
      rated[row] = links.isRated(link);
      averageRate[row] = rated[row] ? links.averageRate(link) : 0;
    }
    int[] slugs = nationalities.stream().mapToInt(Integer::intValue).toArray();
    writer.texts(column("movie_title"), texts, movieTitle, 0, count);
    writer.texts(column("movie_key"), texts, movieKey, 0, count);
    writer.texts(column("book_name"), texts, bookName, 0, count);
    writer.texts(column("book_key"), texts, bookKey, 0, count);
    writer.texts(column("author_name"), texts, authorName, 0, count);
    writer.texts(column("author_key"), texts, authorKey, 0, count);
    writer.booleans(column("author_known"), authorKnown, null, 0, count);
    writer.lists(column("nationalities"), texts, slugs, ends, 0, count);
    writer.longs(column("reviews"), reviews, null, 0, count);
    writer.doubles(column("average_rate"), averageRate, rated, 0, count);
    writer.endRows(count);
  }

  /** The catalogue's title, else the smallest spelling of those in the reviews. */
  private int title(int link) {
    int key = links.movieKey(link);
    if (titles[key] == null) {
      titles[key] = number(library.titles().get(texts.text(key)));
    }
    return titles[key] == NULL ? links.movieTitle(link) : titles[key];
  }

  private Numbered book(int key) {
    if (books[key] == null) {
      Book book = library.books().get(texts.text(key));
      Author author = book == null ? Author.NONE : book.author();
      books[key] =
          new Numbered(
              number(book == null ? null : book.name()),
              number(author.name()),
              number(author.key()),
              author.known(),
              author.nationalities().stream().map(this::number).toList());
    }
    return books[key];
  }

  private int number(String text) {
    if (text == null) {
      return NULL;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return texts.number(bytes, 0, bytes.length);
  }

  private static int column(String name) {
    return Tables.MOVIE_BOOKS.column(name);
  }

  /** A book and its author, texts by their numbers. */
  private record Numbered(
      int name, int authorName, int authorKey, boolean authorKnown, List<Integer> nationalities) {}
}
