package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.INSTANT;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;

import dev.bookreel.transforms.parse.Problems;
import dev.bookreel.transforms.parse.Rejected;
import dev.bookreel.transforms.table.Table;
import dev.bookreel.transforms.text.MatchKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema.FieldType;

/**
 * The vendor's reviews, which say what movie comes from what book: a record is {@code
 * content{text}, rating{rate,label}, books[{metadata{title}}], movies[{title}], created, updated}.
 *
 * <p>A record becomes one row for each of its movies with each of its books; the key is (movie,
 * book, created). A movie titled exactly {@code end} is the vendor's sentinel and is left out, as
 * are blank titles. {@code updated} may be before {@code created}. Quarantined: a review without a
 * movie or a book; without {@code created}; a time stamp that cannot be read; a rate other than 1
 * to 5.
 */
public final class Reviews extends JsonDump {
  private static final long serialVersionUID = 1L;
  private static final String SENTINEL = "end";
  private static final int WORST = 1;
  private static final int BEST = 5;

  /** {@code trusted/reviews}. */
  public static final Table TABLE =
      TableDefinition.of(
              "trusted/reviews", "A version of what a review says of one movie and one book.")
          .required("movie_title", TEXT, "Title of the movie as the review spells it.")
          .required("book_name", TEXT, "Name of the book as the review spells it.")
          .optional("rate", FieldType.INT32, "From 1 (worst) to 5 (best); null when not rated.")
          .optional("label", TEXT, "The rate in words; null when not given.")
          .optional("text", TEXT, "What the reviewer wrote; null when nothing.")
          .required("created_at", INSTANT, "When it was written, UTC, in microseconds.")
          .optional(
              "updated_at",
              INSTANT,
              "When it was last touched, UTC, in microseconds; may be before created_at.")
          .required("movie_key", TEXT, "Match key of movie_title.")
          .required("book_key", TEXT, "Match key of book_name.")
          .history()
          .build();

  @Override
  public String name() {
    return "reviews";
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("movie_key", "book_key", "created_at");
  }

  @Override
  public KnownFields fields() {
    return KnownFields.none()
        .with("content.text", "text")
        .with("rating.rate", "rate")
        .with("rating.label", "label")
        .with("books[].id")
        .with("books[].metadata.title", "book_name", "book_key")
        .with("books[].metadata.pages")
        .with("movies[].id")
        .with("movies[].title", "movie_title", "movie_key")
        .with("created", "created_at")
        .with("updated", "updated_at");
  }

  @Override
  List<DumpRow> keys(JsonObject record) throws Rejected {
    Problems problems = new Problems();
    Map<String, String> movies = problems.read(() -> movies(record));
    Map<String, String> books = problems.read(() -> books(record));
    Long created = problems.read(() -> created(record));
    problems.requireNone();
    List<DumpRow> rows = new ArrayList<>(movies.size() * books.size());
    movies.forEach(
        (movieKey, movie) ->
            books.forEach(
                (bookKey, book) ->
                    rows.add(
                        new DumpRow(TABLE)
                            .set("movie_title", movie)
                            .set("book_name", book)
                            .set("created_at", created)
                            .set("movie_key", movieKey)
                            .set("book_key", bookKey))));
    return rows;
  }

  @Override
  List<DumpRow> parse(JsonObject record) throws Rejected {
    Problems problems = new Problems();
    List<DumpRow> rows = problems.read(() -> keys(record));
    Integer rate = problems.read(() -> rate(record.object("rating")));
    String label = problems.read(() -> record.object("rating").text("label", "label"));
    String text = problems.read(() -> record.object("content").text("text", "text"));
    Long updated = problems.read(() -> record.instant("updated", "updated_at"));
    problems.requireNone();
    for (DumpRow row : rows) {
      row.set("rate", rate).set("label", label).set("text", text).set("updated_at", updated);
    }
    return rows;
  }

  /** The titles by match key: a movie that is named twice is one movie, by its first spelling. */
  private static Map<String, String> movies(JsonObject record) throws Rejected {
    Map<String, String> titles = new LinkedHashMap<>();
    for (JsonObject movie : record.objects("movies")) {
      String title = movie.text("title", "movie_title");
      if (title != null && !title.equals(SENTINEL)) {
        titles.putIfAbsent(MatchKey.of(title), title);
      }
    }
    return present(titles, "movies");
  }

  private static Map<String, String> books(JsonObject record) throws Rejected {
    Map<String, String> names = new LinkedHashMap<>();
    for (JsonObject book : record.objects("books")) {
      String name = book.object("metadata").text("title", "book_name");
      if (name != null) {
        names.putIfAbsent(MatchKey.of(name), name);
      }
    }
    return present(names, "books");
  }

  private static Map<String, String> present(Map<String, String> names, String field)
      throws Rejected {
    names.remove("");
    if (names.isEmpty()) {
      throw new Rejected(field + ".required", "The review names no " + field + ".");
    }
    return names;
  }

  private static Integer rate(JsonObject rating) throws Rejected {
    Integer rate = rating.wholeNumber("rate", "rating");
    if (rate != null && (rate < WORST || rate > BEST)) {
      throw new Rejected("rating.range", "rating is " + rate + ", not from 1 to 5.");
    }
    return rate;
  }

  private static Long created(JsonObject record) throws Rejected {
    Long created = record.instant("created", "created_at");
    if (created == null) {
      throw new Rejected("created_at.required", "created_at is missing or blank.");
    }
    return created;
  }
}
