package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.dataset.Streams;
import dev.bookreel.transforms.parse.BusinessDays;
import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.quality.References;
import dev.bookreel.transforms.quality.RowValues;
import dev.bookreel.transforms.text.MatchKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of sessions for the rules that judge them.
 *
 * <p>Of titles and e-mail addresses there are far fewer than sessions: a text is made, and looked
 * up, once for each.
 */
final class StreamValues implements RowValues {
  private static final int TITLE = Streams.TABLE.column("movie_title");
  private static final int TITLE_KEY = Streams.TABLE.column("movie_key");
  private static final int EMAIL = Streams.TABLE.column("user_email");
  private static final int SIZE = Streams.TABLE.column("size_mb");
  private static final int START = Streams.TABLE.column("start_at");
  private static final int END = Streams.TABLE.column("end_at");

  private final CsvReader reader;
  private final StreamRecord row;
  private final References.Lookup references;
  private final BusinessDays days;
  private final Texts titles;
  private final Texts emails = new Texts(new BytesDictionary());
  private int title;
  private int email;

  StreamValues(
      CsvReader reader,
      StreamRecord row,
      BytesDictionary titles,
      BusinessDays days,
      References references) {
    this.days = days;
    this.reader = reader;
    this.row = row;
    this.titles = new Texts(titles);
    this.references = new References.Lookup(references);
  }

  /** The record was read. */
  void next() {
    title = titles.numbers.number(reader.buffer(), row.titleStart, row.titleEnd);
    email = -1;
  }

  /** The number of the title. */
  int title() {
    return title;
  }

  @Override
  public boolean isNull(int column) {
    return false;
  }

  @Override
  public String text(int column) {
    if (column == EMAIL) {
      return emails.text(email());
    }
    String text = titles.text(title);
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
    if (columns.size() > 1 || !(column == EMAIL || column == TITLE || column == TITLE_KEY)) {
      return references.contains(reference, columns.stream().map(this::value).toList());
    }
    Texts texts = column == EMAIL ? emails : titles;
    return texts.isKnown(column == EMAIL ? email() : title, reference, references);
  }

  @Override
  public Object value(int column) {
    if (column == SIZE) {
      return row.sizeMb;
    }
    boolean isText = column == EMAIL || column == TITLE || column == TITLE_KEY;
    return isText ? text(column) : (Object) time(column);
  }

  private int email() {
    if (email < 0) {
      email = emails.numbers.number(reader.buffer(), row.emailStart, row.emailEnd);
    }
    return email;
  }

  /** Texts by their numbers, and which of them a reference knows. */
  private static final class Texts {
    private final BytesDictionary numbers;
    private final List<String> texts = new ArrayList<>();
    private final Map<Integer, List<Boolean>> known = new TreeMap<>();

    Texts(BytesDictionary numbers) {
      this.numbers = numbers;
    }

    String text(int number) {
      while (texts.size() < numbers.size()) {
        texts.add(numbers.text(texts.size()));
      }
      return texts.get(number);
    }

    boolean isKnown(int number, int reference, References.Lookup references) {
      List<Boolean> answers = known.computeIfAbsent(reference, unused -> new ArrayList<>());
      while (answers.size() < numbers.size()) {
        answers.add(references.contains(reference, List.of(text(answers.size()))));
      }
      return answers.get(number);
    }
  }
}
