package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.quality.RowValues;
import dev.bookreel.transforms.text.MatchKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of sessions for the rules that judge them.
 *
 * <p>Of titles there are far fewer than sessions: a text is made, and looked up, once for each. Of
 * e-mail addresses there are nearly as many in a range: they are looked up as bytes, once a
 * session.
 */
final class StreamValues implements RowValues {
  private static final int TITLE = Streams.TABLE.column("movie_title");
  private static final int TITLE_KEY = Streams.TABLE.column("movie_key");
  static final int EMAIL = Streams.TABLE.column("user_email");
  private static final int SIZE = Streams.TABLE.column("size_mb");
  private static final int START = Streams.TABLE.column("start_at");
  private static final int END = Streams.TABLE.column("end_at");

  private final CsvReader reader;
  private final StreamRecord row;
  private final StreamLookups lookups;
  private final BusinessDays days;
  private final BytesDictionary titles;
  private final List<String> titleTexts = new ArrayList<>();
  private final Viewers viewers = new Viewers();
  private int title;
  private boolean isFolded;

  StreamValues(
      CsvReader reader,
      StreamRecord row,
      BytesDictionary titles,
      BusinessDays days,
      StreamLookups lookups) {
    this.days = days;
    this.reader = reader;
    this.row = row;
    this.titles = titles;
    this.lookups = lookups;
  }

  /** The record was read. */
  void next() {
    title = titles.number(reader.buffer(), row.titleStart, row.titleEnd);
    isFolded = false;
  }

  /** The number of the title. */
  int title() {
    return title;
  }

  /** Whose session it is. */
  Viewers viewer() {
    if (!isFolded) {
      viewers.fold(reader.buffer(), row.emailStart, row.emailEnd);
      isFolded = true;
    }
    return viewers;
  }

  @Override
  public boolean isNull(int column) {
    return false;
  }

  @Override
  public String text(int column) {
    if (column == EMAIL) {
      return new String(
          reader.buffer(), row.emailStart, row.emailEnd - row.emailStart, StandardCharsets.UTF_8);
    }
    String text = titleText(title);
    return column == TITLE_KEY ? MatchKey.of(text) : text;
  }

  @Override
  public double number(int column) {
    if (column != SIZE) {
      throw new IllegalArgumentException("no number in column " + column);
    }
    return row.sizeMb;
  }

  @Override
  public long time(int column) {
    if (column == START || column == END) {
      return column == START ? row.startAt : row.endAt;
    }
    return days.dayOf(row.startAt);
  }

  @Override
  public boolean refers(int reference, List<Integer> columns) {
    int column = columns.get(0);
    if (columns.size() == 1 && column == EMAIL) {
      return lookups.hasViewer(reference, viewer());
    }
    if (columns.size() == 1 && (column == TITLE || column == TITLE_KEY)) {
      return lookups.hasTitle(reference, title);
    }
    return lookups.has(reference, columns.stream().map(this::value).toList());
  }

  @Override
  public Object value(int column) {
    if (column == SIZE) {
      return row.sizeMb;
    }
    boolean isText = column == EMAIL || column == TITLE || column == TITLE_KEY;
    return isText ? text(column) : (Object) time(column);
  }

  private String titleText(int number) {
    while (titleTexts.size() <= number) {
      titleTexts.add(titles.text(titleTexts.size()));
    }
    return titleTexts.get(number);
  }
}
