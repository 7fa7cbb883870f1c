package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.DATE;
import static dev.bookreel.transforms.dataset.TableDefinition.INSTANT;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXTS;

import dev.bookreel.transforms.table.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.Schema.FieldType;

/**
 * All tables of a lake: those that datasets define, and those that are made of them.
 *
 * <p>Tables are written by position: a new column goes to the end, before partition columns.
 */
public final class Tables {
  /** {@code refined/streams}: what sessions are once movies, users and reviews are looked up. */
  public static final Table REFINED_STREAMS =
      TableDefinition.of("refined/streams", "A viewing session, enriched.")
          .required("movie_title", TEXT, "Title as the app reported it.")
          .required("movie_key", TEXT, "Match key of movie_title.")
          .required("user_email", TEXT, "E-mail address of the viewer as the app reported it.")
          .required("size_mb", FieldType.DOUBLE, "Data transferred in megabytes (10^6 bytes).")
          .required("start_at", INSTANT, "Begin of the session, UTC, in microseconds.")
          .required("end_at", INSTANT, "End of the session, UTC, in microseconds.")
          .required("watch_seconds", FieldType.DOUBLE, "From begin to end, in seconds.")
          .optional(
              "movie_duration_mins",
              FieldType.INT32,
              "Length of the movie in minutes; null when the catalogue does not have it.")
          .optional(
              "watched_share",
              FieldType.DOUBLE,
              "Time watched by length of the movie, 1.0 = the whole movie, more when paused or"
                  + " watched again; null when the length is unknown.")
          .required("based_on_book", FieldType.BOOLEAN, "Whether a review links it to a book.")
          .required("movie_known", FieldType.BOOLEAN, "Whether the catalogue has the movie.")
          .required("user_known", FieldType.BOOLEAN, "Whether the viewer is a known user.")
          .required("start_date", DATE, "Day on which it began, in the lake's business zone.")
          .partitionedBy("start_date");

  /** {@code refined/movie_books}: what comes from what, by whom. */
  public static final Table MOVIE_BOOKS =
      TableDefinition.of(
              "refined/movie_books", "A movie and a book that a review links, with its author.")
          .required(
              "movie_title",
              TEXT,
              "Title as the catalogue spells it, else the smallest spelling in the reviews.")
          .required("movie_key", TEXT, "Match key of the movie, in the catalogue or not.")
          .required(
              "book_name",
              TEXT,
              "Name as the vendor's books spell it, else the smallest spelling in the reviews.")
          .required("book_key", TEXT, "Match key of the book, with a record of its own or not.")
          .optional(
              "author_name",
              TEXT,
              "Name as the vendor's authors spell it, else as the book does; null when the book"
                  + " has no record or names none.")
          .optional("author_key", TEXT, "Match key of the author; null like author_name.")
          .required("author_known", FieldType.BOOLEAN, "Whether the author has a record.")
          .required(
              "nationalities", TEXTS, "The author's, as the vendor's slugs; empty: none known.")
          .required("reviews", FieldType.INT64, "Number of reviews that link the two.")
          .optional(
              "average_rate",
              FieldType.DOUBLE,
              "Mean rate of these reviews, from 1 to 5; null when none has a rate.")
          .build();

  /** {@code refined/daily_movies}: what was watched how much. */
  public static final Table DAILY_MOVIES =
      TableDefinition.of("refined/daily_movies", "A movie on a day on which somebody watched it.")
          .required("start_date", DATE, "Day on which the sessions began, in the business zone.")
          .required(
              "movie_title",
              TEXT,
              "Title as the catalogue spells it, else the smallest spelling in the sessions.")
          .required("movie_key", TEXT, "Match key of the movie.")
          .required("sessions", FieldType.INT64, "Number of sessions.")
          .required("viewers", FieldType.INT64, "Number of distinct viewers.")
          .required("watch_hours", FieldType.DOUBLE, "Time watched, in hours.")
          .required("size_gb", FieldType.DOUBLE, "Data transferred in gigabytes (10^9 bytes).")
          .build();

  /** {@code refined/answers}: the answers to the default questions. */
  public static final Table ANSWERS =
      TableDefinition.of("refined/answers", "One of the six questions.")
          .required("number", FieldType.INT32, "Number of the question, from 1.")
          .required("question", TEXT, "The question, for people.")
          .optional("value", FieldType.DOUBLE, "The answer, not rounded; null: nothing to ask of.")
          .required("unit", TEXT, "Unit of the value, such as percent or gigabytes.")
          .build();

  /** {@code quarantine}: what was not accepted, and why. */
  public static final Table QUARANTINE =
      TableDefinition.of("quarantine", "A record that a run rejected.")
          .required("dataset", TEXT, "Name of the dataset.")
          .required("rule", TEXT, "The rule it broke: column, then what was asked of it.")
          .required("message", TEXT, "What was found, for people.")
          .required("raw", TEXT, "The record as delivered, at most its first 64 KiB.")
          .required("source_file", TEXT, "File in the raw zone, relative to the lake.")
          .required("record_number", FieldType.INT64, "Number of the record in its file, from 1.")
          .required("run_id", TEXT, "The run that rejected it.")
          .optional("rules", TEXTS, "All rules it broke; null from before they were kept.")
          .build();

  /** {@code quality_results}: what was asked of the data, and what was found. */
  public static final Table QUALITY_RESULTS =
      TableDefinition.of("quality_results", "A rule checked on a delivery by a run.")
          .required("dataset", TEXT, "Name of the dataset.")
          .required("rule", TEXT, "The rule in DQDL, without its action.")
          .required("rule_type", TEXT, "DQDL's rule type, Composite, or Drift.")
          .optional("column_name", TEXT, "Column it is about; null: several or none.")
          .required("action", TEXT, "What follows when it is broken: quarantine, warn, refuse.")
          .required(
              "outcome",
              TEXT,
              "passed, failed, accepted (failed, but let pass) or skipped (nothing to measure).")
          .optional("figure", FieldType.DOUBLE, "What was measured; a share is from 0 to 1.")
          .required("expected", TEXT, "What was asked, such as >= 0.98.")
          .required("records", FieldType.INT64, "Number of rows that were checked.")
          .required("failed_records", FieldType.INT64, "Number of rows that failed.")
          .required("message", TEXT, "What was found, for people.")
          .required("date", DATE, "Day that the delivery is for.")
          .required("sequence", FieldType.INT64, "Grows with each run of the lake.")
          .required("run_id", TEXT, "The run that checked it.")
          .partitionedBy("run_id");

  private Tables() {}

  /** All of them: trusted, refined, quarantine. */
  public static List<Table> all() {
    return Stream.concat(
            Datasets.all().stream().map(Dataset::table),
            Stream.of(
                REFINED_STREAMS, MOVIE_BOOKS, DAILY_MOVIES, ANSWERS, QUARANTINE, QUALITY_RESULTS))
        .toList();
  }
}
