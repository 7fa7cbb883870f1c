package dev.bookreel.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs commands in this process on the Direct runner, and keeps what the last one printed. */
final class Shell {
  private String out = "";
  private String err = "";

  /** Runs a command; gives its exit code. */
  int run(String... arguments) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(results, true, UTF_8);
        PrintStream errStream = new PrintStream(progress, true, UTF_8)) {
      code = new Bookreel(outStream, errStream, new AsItIs(), "DirectRunner").run(arguments);
    }
    out = results.toString(UTF_8);
    err = progress.toString(UTF_8);
    return code;
  }

  /** Runs a command that must succeed; gives what it printed. */
  String done(String... arguments) {
    assertThat(String.join(" ", arguments) + ": " + err, run(arguments), is(0));
    return out;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  /** Standard output, which must be one JSON document. */
  JsonNode json() throws IOException {
    return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(out);
  }

  private static final class AsItIs implements RunnerSetup {
    @Override
    public void prepare(PipelineOptions options) {}

    @Override
    public void close() {}
  }
}
