import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes data of the real shape in any size, and {@code expected.json}: what a correct load of it
 * must find. The same options give the same bytes everywhere.
 */
final class Generate {
  private Generate() {}

  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    Path internal = Files.createDirectories(options.out().resolve("internal"));
    Path vendor = Files.createDirectories(options.out().resolve("vendor"));
    Names names = new Names(options);
    InternalDumps internalDumps = new InternalDumps(options, names);
    VendorDumps vendorDumps = new VendorDumps(options, names);

    Map<String, Counts> expected = new LinkedHashMap<>();
    expected.put("movies", internalDumps.movies(internal.resolve("movies.csv")));
    expected.put("users", internalDumps.users(internal.resolve("users.csv")));
    expected.put("authors", vendorDumps.authors(vendor.resolve("authors.json")));
    expected.put("books", vendorDumps.books(vendor.resolve("books.json")));
    expected.put("reviews", new Reviews(options, names).write(vendor.resolve("reviews.json")));
    expected.put("streams", new Sessions(options, names).write(internal.resolve("streams.csv")));
    String json =
        expected.entrySet().stream()
            .map(dataset -> "\"" + dataset.getKey() + "\": " + dataset.getValue().json())
            .collect(Collectors.joining(",\n ", "{", "}\n"));
    Files.writeString(options.out().resolve("expected.json"), json);
    System.out.print(json);
  }
}
