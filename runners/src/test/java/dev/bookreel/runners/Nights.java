package dev.bookreel.runners;

import dev.bookreel.testdata.HistoryModel.Thing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is delivered night after night, by chance but always the same for one seed. */
final class Nights {
  private static final int MANY = 12;
  private final Random random;
  private final Map<String, String> movies = new TreeMap<>();
  private final Map<String, String> users = new TreeMap<>();
  private final Map<String, String> books = new TreeMap<>();
  private final Map<String, String> authors = new TreeMap<>();
  private final Map<String, String> reviews = new TreeMap<>();
  private final List<String> sessions = new ArrayList<>();

  Nights(long seed) {
    random = new Random(seed);
  }

  /** Changes everything a little, and writes what is delivered into two folders. */
  void deliver(LocalDate date, Path internal, Path vendor) throws IOException {
    mutate(movies, "Movie ", () -> 60 + random.nextInt(3) + ",English," + random.nextInt(3));
    mutate(users, "u", () -> "A,B" + random.nextInt(2));
    mutate(books, "Book ", () -> "" + random.nextInt(3));
    mutate(authors, "Author ", () -> random.nextBoolean() ? "singaporeans" : "danes");
    mutate(reviews, "R", () -> "" + (1 + random.nextInt(5)));
    Files.createDirectories(internal);
    Files.createDirectories(vendor);
    write(
        internal.resolve("movies.csv"),
        "title,duration_mins,original_language,size_mb",
        movies.entrySet().stream().map(e -> spell(e.getKey()) + "," + e.getValue()).toList());
    write(
        internal.resolve("users.csv"),
        "first_name,last_name,email",
        users.entrySet().stream().map(e -> e.getValue() + "," + e.getKey() + "@x.org").toList());
    write(
        internal.resolve("streams.csv"),
        "movie_title,user_email,size_mb,start_at,end_at",
        sessions(date));
    json(vendor.resolve("books.json"), bookRecords());
    json(
        vendor.resolve("authors.json"),
        authors.entrySet().stream()
            .map(
                e ->
                    "{\"metadata\":{\"name\":\"%s\"},\"nationalities\":[{\"slug\":\"%s\"}]}"
                        .formatted(e.getKey(), e.getValue()))
            .toList());
    json(vendor.resolve("reviews.json"), reviewRecords());
  }

  /** The books as the model of history wants them: by match key, with their pages. */
  List<Thing> bookThings() {
    return books.entrySet().stream()
        .map(e -> new Thing(Map.of(e.getKey().toLowerCase(Locale.ROOT), e.getValue()), false))
        .toList();
  }

  private void mutate(Map<String, String> things, String name, Supplier<String> value) {
    for (int number = 0; number < MANY; number++) {
      String key = name + number;
      int dice = random.nextInt(10);
      if (!things.containsKey(key) ? dice < 6 : dice == 0) {
        things.put(key, value.get());
      } else if (dice == 1) {
        things.remove(key);
      }
    }
  }

  private List<String> sessions(LocalDate date) {
    List<String> delivered = new ArrayList<>();
    for (String session : sessions) {
      int dice = random.nextInt(10);
      if (dice == 0) {
        delivered.add(session);
      } else if (dice == 1) {
        delivered.add(session.replaceFirst(",[0-9]+,", "," + random.nextInt(1000) + ","));
      }
    }
    for (int i = 0; i < MANY; i++) {
      LocalDate day = date.minusDays(random.nextInt(3));
      String hour = day + "T%02d:00:00.000+0100";
      delivered.add(
          spell("Movie " + random.nextInt(MANY + 2))
              + ",u"
              + random.nextInt(MANY + 2)
              + "@x.org,"
              + random.nextInt(1000)
              + ","
              + hour.formatted(random.nextInt(4) * 6)
              + ","
              + hour.formatted(23));
    }
    sessions.addAll(delivered);
    return delivered;
  }

  private List<String> bookRecords() {
    return books.entrySet().stream()
        .map(
            e ->
                "{\"name\":\"%s\",\"pages\":\"%s\",\"author\":\"Author %s\"}"
                    .formatted(e.getKey(), e.getValue(), e.getValue()))
        .toList();
  }

  private List<String> reviewRecords() {
    return reviews.entrySet().stream()
        .map(
            e -> {
              int number = Integer.parseInt(e.getKey().substring(1));
              return ("{\"content\":{\"text\":\"t\"},\"rating\":{\"rate\":%s,\"label\":null},\"books\":[{\"metadata\":"
                      + "{\"title\":\"BOOK %d\"}}],\"movies\":[{\"title\":\"MOVIE %d\"},{\"title\":"
                      + "\"end\"}],\"created\":\"2021-01-01T00:00:00Z\"}")
                  .formatted(e.getValue(), number / 2, number);
            })
        .toList();
  }

  /** Spelled now like this, now like that. */
  private String spell(String title) {
    return random.nextInt(5) == 0 ? title.toUpperCase(Locale.ROOT) : title;
  }

  private static void write(Path file, String head, List<String> lines) throws IOException {
    Files.writeString(file, head + "\n" + String.join("\n", lines) + "\n");
  }

  private static void json(Path file, List<String> records) throws IOException {
    Files.writeString(file, "[" + String.join(",", records) + "]");
  }
}
