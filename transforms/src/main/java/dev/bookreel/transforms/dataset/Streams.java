package dev.bookreel.transforms.dataset;

import static dev.bookreel.transforms.dataset.TableDefinition.DATE;
import static dev.bookreel.transforms.dataset.TableDefinition.INSTANT;
import static dev.bookreel.transforms.dataset.TableDefinition.TEXT;

import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.table.Table;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema.FieldType;

/**
 * The viewing sessions: a record is a session, its key (user_email, movie_title, start_at) by match
 * keys. Sessions are events: deliveries add up.
 *
 * <p>They are too many to be parsed like the others; how that is done, and what is quarantined,
 * stands in the package {@code stream}. It writes columns by position: their order is fixed. There
 * is no match key of the user beside the e-mail address: it would cost more than all other columns,
 * and an address is nearly always its own key.
 */
public final class Streams implements Dataset {
  private static final long serialVersionUID = 1L;

  /** {@code trusted/streams}. */
  public static final Table TABLE =
      TableDefinition.of("trusted/streams", "A viewing session.")
          .required("movie_title", TEXT, "Title as the app reported it.")
          .required("movie_key", TEXT, "Match key of movie_title.")
          .required("user_email", TEXT, "E-mail address of the viewer as the app reported it.")
          .required("size_mb", FieldType.DOUBLE, "Data transferred in megabytes (10^6 bytes).")
          .required("start_at", INSTANT, "Begin of the session, UTC, in microseconds.")
          .required("end_at", INSTANT, "End of the session, UTC, in microseconds.")
          .required("start_date", DATE, "Day on which it began, in the lake's business zone.")
          .partitionedBy("start_date");

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public Source source() {
    return Source.INTERNAL;
  }

  @Override
  public Set<Format> formats() {
    return Set.of(Format.CSV);
  }

  @Override
  public List<String> requiredColumns() {
    return List.of("movie_title", "user_email", "size_mb", "start_at", "end_at");
  }

  @Override
  public KnownFields fields() {
    return KnownFields.ofColumns(requiredColumns());
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("user_email", "movie_key", "start_at");
  }

  @Override
  public boolean isFullDump() {
    return false;
  }
}
