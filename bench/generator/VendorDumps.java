import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes the vendor's smaller dumps, authors.json and books.json. */
final class VendorDumps {
  private static final String[] SLUGS =
      "singaporeans french germans italians turks greeks danes kenyans irish welsh dutch japanese"
          .split(" ");
  private static final Dirt.Kind[] DIRTY_AUTHORS = {
    new Dirt.Kind("name.required", "Author [^\"]*", " "),
    new Dirt.Kind("birth_date.date", "(?<=\"birth_date\":\"19\\d\\d)-05-07", "-02-30"),
    new Dirt.Kind("record.object", "^.*$", "\"an author\"")
  };
  private static final Dirt.Kind[] DIRTY_BOOKS = {
    new Dirt.Kind("name.required", "(?<=\"name\":\")[^\"]*", ""),
    new Dirt.Kind("pages.number", "(?<=\"pages\":)\\d+", "\"many pages\""),
    new Dirt.Kind("record.object", "^.*$", "12")
  };

  private final Options options;
  private final Names names;

  VendorDumps(Options options, Names names) {
    this.options = options;
    this.names = names;
  }

  Counts authors(Path file) throws IOException {
    Dirt dirt = options.dirt(names.authors(), DIRTY_AUTHORS);
    return write(file, names.authors(), dirt, options.changes(), this::author);
  }

  Counts books(Path file) throws IOException {
    SplittableRandom random = options.random("shelf");
    int[] pages = new int[names.books().length];
    for (int book = 0; book < pages.length; book++) {
      pages[book] = random.nextInt(90, 9000);
    }
    return write(
        file,
        pages.length,
        options.dirt(pages.length, DIRTY_BOOKS),
        options.changes(),
        (book, changed) ->
            book(book, (book < pages.length ? pages[book] : 100) + (changed ? 1 : 0)));
  }

  /** The text of a record by its number; those beyond the first dump's are new. */
  private interface Record {
    String text(int number, boolean changed);
  }

  private Counts write(Path file, int count, Dirt dirt, Changes changes, Record record)
      throws IOException {
    long read;
    try (JsonArray array = new JsonArray(file)) {
      for (int number = 0; number < count; number++) {
        if (dirt.strikes(number)) {
          array.add(dirt.spoiled(record.text(number, false)));
          continue;
        }
        Changes.Change change = changes.next();
        if (change == Changes.Change.MISSING) {
          continue;
        }
        array.add(record.text(number, change == Changes.Change.CHANGED));
        if (change == Changes.Change.FOLLOWED) {
          array.add(record.text(count + (int) changes.added() - 1, false));
        }
      }
      read = array.records();
    }
    long rows = read - dirt.broken();
    return new Counts()
        .put("read", read)
        .put("rows", rows)
        .dirt(options, dirt)
        .second(options, rows, changes);
  }

  private String author(int author, boolean changed) {
    String slug = SLUGS[author % SLUGS.length];
    String real = "{\"id\":null,\"label\":\"" + slug + "\",\"slug\":\"" + slug + "\"}";
    String blank = "{\"id\":null,\"label\":\"\",\"slug\":null}";
    return "{\"metadata\":{\"name\":\""
        + Names.author(author)
        + "\",\"birth_date\":\"19"
        + (10 + author % 80)
        + "-05-07T00:00:00.000+0000\",\"died_at\":"
        + (changed ? "\"2021-12-30T00:00:00.000+0000\"" : "null")
        + "},\"nationalities\":["
        + (author % 2 == 0 ? real + "," + blank : blank + "," + real)
        + "]}";
  }

  private String book(int book, int pages) {
    String author =
        book % 13 == 0 ? "An Author Without a Record" : Names.author(book % names.authors());
    return "{\"name\":\""
        + names.book(book)
        + "\",\"pages\":"
        + pages
        + ",\"author\":\""
        + author
        + "\",\"publisher\":\"Harcourt Assessment\"}";
  }
}
