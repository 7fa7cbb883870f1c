import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Writes the company's dumps, movies.csv and users.csv: a second delivery has the same ones. */
final class InternalDumps {
  private static final Dirt.Kind[] DIRTY_MOVIES = {
    new Dirt.Kind("title.required", "^.*(?=,\\d+,English)", " "),
    new Dirt.Kind("duration_mins.number", "(?<=,)\\d+(?=,English)", "two hours"),
    new Dirt.Kind("size_mb.range", "(?<=English,)", "-")
  };
  private static final Dirt.Kind[] DIRTY_USERS = {
    new Dirt.Kind("email.required", "(?<=,)[^,]*$", "")
  };

  private final Options options;
  private final Names names;

  InternalDumps(Options options, Names names) {
    this.options = options;
    this.names = names;
  }

  Counts movies(Path file) throws IOException {
    int[] minutes = options.random("minutes").ints(names.movies().length, 70, 200).toArray();
    SplittableRandom sizes = options.random("catalogue");
    return write(
        file,
        "title,duration_mins,original_language,size_mb",
        names.movies().length,
        options.dirt(names.movies().length, DIRTY_MOVIES),
        movie ->
            Sessions.quoted(names.movies()[movie])
                + ","
                + minutes[movie]
                + ",English,"
                + sizes.nextInt(400, 2400));
  }

  Counts users(Path file) throws IOException {
    return write(
        file,
        "first_name,last_name,email",
        names.emails().length,
        options.dirt(names.emails().length, DIRTY_USERS),
        user ->
            Names.word(user * 31)
                + ","
                + Names.word(user * 17 + 5)
                + ","
                + new String(names.emails()[user], StandardCharsets.US_ASCII));
  }

  private Counts write(Path file, String header, int count, Dirt dirt, IntFunction<String> record)
      throws IOException {
    try (Output output = new Output(file)) {
      output.write(header + "\n");
      for (int number = 0; number < count; number++) {
        String clean = record.apply(number);
        output.write((dirt.strikes(number) ? dirt.spoiled(clean) : clean) + "\n");
      }
    }
    long rows = count - dirt.broken();
    return new Counts()
        .put("read", count)
        .put("rows", rows)
        .dirt(options, dirt)
        .second(options, rows, new Changes(0));
  }
}
