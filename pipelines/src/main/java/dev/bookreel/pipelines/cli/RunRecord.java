package dev.bookreel.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.run.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The outcome of a run, kept in the lake as {@code runs/RUN.json}: the summary, and when it began
 * and ended. Repeating a run writes it anew; but that it was published is not forgotten when the
 * repetition comes too late and is refused: that has a record of its own, {@code RUN-again}.
 */
final class RunRecord {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Lake lake;
  private final String run;
  private final LocalDate date;
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private RunRecord(Lake lake, String run, LocalDate date) {
    this.lake = lake;
    this.run = run;
    this.date = date;
  }

  static RunRecord begin(Lake lake, String run, LocalDate date) {
    return new RunRecord(lake, run, date);
  }

  /** The records of all runs, the last one first. */
  static List<JsonNode> all(Lake lake) {
    List<JsonNode> records = new ArrayList<>();
    if (!Files.isDirectory(lake.runs())) {
      return records;
    }
    try (Stream<Path> files = Files.list(lake.runs())) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        records.add(JSON.readTree(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lake.runs(), e);
    }
    records.sort(
        Comparator.comparing((JsonNode record) -> record.path("ended").asText()).reversed());
    return records;
  }

  /** The run came to its end, published or refused. */
  void ended(RunSummary summary) {
    write(Printer.json(summary));
  }

  /** The run failed. */
  void failed(UserError error) {
    write(Printer.json(RunSummary.failed(run, date, List.of(error))));
  }

  private boolean wasPublished() throws IOException {
    Path before = lake.outcome(run);
    return Files.exists(before)
        && JSON.readTree(Files.readAllBytes(before)).path("published").asBoolean();
  }

  private void write(String outcome) {
    try {
      ObjectNode record = JSON.createObjectNode();
      record.put("run", run).put("date", date.toString());
      record.put("began", begin.toString());
      record.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      record.setAll((ObjectNode) JSON.readTree(outcome));
      boolean isRepetition = !record.path("published").asBoolean() && wasPublished();
      Lake.writeAtomically(
          lake.outcome(isRepetition ? run + "-again" : run),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the outcome of the run", e);
    }
    try {
      Files.deleteIfExists(lake.work(run));
    } catch (IOException stillUsed) {
      // The same run is at work a second time, or died before.
      return;
    }
  }
}
