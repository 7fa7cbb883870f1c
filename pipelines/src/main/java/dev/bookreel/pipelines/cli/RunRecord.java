package dev.bookreel.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.run.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
    try {
      List<StoragePath> files =
          lake.runs().files().stream()
              .map(StoredFile::path)
              .filter(file -> file.name().endsWith(".json"))
              .toList();
      for (byte[] record : StoragePath.read(files)) {
        records.add(JSON.readTree(record));
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
    try {
      return JSON.readTree(lake.outcome(run).read()).path("published").asBoolean();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void write(String outcome) {
    try {
      ObjectNode record = JSON.createObjectNode();
      record.put("run", run).put("date", date.toString());
      record.put("began", begin.toString());
      record.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      record.setAll((ObjectNode) JSON.readTree(outcome));
      boolean isRepetition = !record.path("published").asBoolean() && wasPublished();
      lake.outcome(isRepetition ? run + "-again" : run)
          .replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the outcome of the run", e);
    }
    lake.clearIfEmpty(run);
  }
}
