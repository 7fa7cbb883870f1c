package dev.bookreel.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.testdata.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What AWS's own client finds in an emulator of AWS after deploying the template and submitting.
 */
final class AwsCheck {
  private static final long MINUTES = 10;
  private static JsonNode found;

  private AwsCheck() {}

  /** What the check prints; it runs once, whoever asks. */
  static synchronized JsonNode found(Path folder) throws IOException, InterruptedException {
    if (found == null) {
      found = run(folder);
    }
    return found;
  }

  private static JsonNode run(Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("python3");
    command.add(Sample.root().resolve("testdata/aws/check.py").toString());
    command.addAll(ChildProcess.command(List.of("-Xmx256m")));
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err");
    Process check =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      boolean ended = check.waitFor(MINUTES, TimeUnit.MINUTES);
      assertThat(Files.readString(err), ended && check.exitValue() == 0, is(true));
    } finally {
      check.descendants().forEach(ProcessHandle::destroy);
      check.destroyForcibly();
    }
    return new ObjectMapper().readTree(out.toFile());
  }

  /** Of a list, or of one text that stands for a list of one. */
  static List<String> texts(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node.asText());
    }
    return Stream.iterate(0, index -> index < node.size(), index -> index + 1)
        .map(index -> node.path(index).asText())
        .toList();
  }
}
