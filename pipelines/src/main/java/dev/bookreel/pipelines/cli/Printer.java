package dev.bookreel.pipelines.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.run.DatasetSummary;
import dev.bookreel.pipelines.run.RunSummary;
import dev.bookreel.transforms.answer.Answer;
import dev.bookreel.transforms.check.Tally;
import java.util.List;
import java.util.Locale;

/** Spells results for people and as JSON, whatever the host's language. */
final class Printer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The law: what became of the records that were read. */
  private static final String COUNTS = "%-9s%,12d%,13d%,15d%,14d";

  /** What that did to the rows of the table. */
  private static final String ROWS = "%-9s%,12d%,13d%,15d%,14d%,12d%10s";

  private Printer() {}

  static String text(RunSummary summary) {
    StringBuilder text = new StringBuilder();
    text.append("Run ").append(summary.run()).append('\n');
    if (!summary.datasets().isEmpty()) {
      text.append('\n');
      text.append(
          line(
              COUNTS.replace(",", "").replace('d', 's'),
              "dataset",
              "read",
              "= accepted",
              "+ quarantined",
              "+ duplicates"));
    }
    for (DatasetSummary dataset : summary.datasets()) {
      Tally tally = dataset.tally();
      text.append(
          line(
              COUNTS,
              dataset.dataset(),
              tally.read(),
              tally.accepted(),
              tally.quarantined(),
              tally.duplicates()));
    }
    if (!summary.datasets().isEmpty()) {
      text.append('\n');
      text.append(
          line(
              ROWS.replace(",", "").replace('d', 's'),
              "rows",
              "inserted",
              "changed",
              "deleted",
              "reappeared",
              "unchanged",
              "version"));
    }
    for (DatasetSummary dataset : summary.datasets()) {
      Tally tally = dataset.tally();
      text.append(
          line(
              ROWS,
              dataset.dataset(),
              tally.inserted(),
              tally.changed(),
              tally.deleted(),
              tally.reappeared(),
              tally.unchanged(),
              dataset.version() == null ? "refused" : dataset.version()));
    }
    if (!summary.notes().isEmpty()) {
      text.append('\n');
      summary.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
    }
    if (!summary.answers().isEmpty()) {
      text.append('\n').append(text(summary.answers()));
    }
    return text.toString();
  }

  static String text(List<Answer> answers) {
    StringBuilder text = new StringBuilder();
    for (Answer answer : answers) {
      String value =
          answer.value() == null
              ? "nothing to answer from"
              : number(answer.value()) + " " + answer.unit();
      text.append(answer.number()).append(". ").append(answer.question()).append('\n');
      text.append("   ").append(value).append('\n');
    }
    return text.toString();
  }

  static String json(RunSummary summary) {
    ObjectNode root = JSON.createObjectNode();
    root.put("run", summary.run());
    root.put("date", summary.date());
    root.put("published", summary.published());
    ArrayNode datasets = root.putArray("datasets");
    for (DatasetSummary dataset : summary.datasets()) {
      Tally tally = dataset.tally();
      datasets
          .addObject()
          .put("dataset", dataset.dataset())
          .put("read", tally.read())
          .put("accepted", tally.accepted())
          .put("quarantined", tally.quarantined())
          .put("duplicates", tally.duplicates())
          .put("inserted", tally.inserted())
          .put("changed", tally.changed())
          .put("deleted", tally.deleted())
          .put("reappeared", tally.reappeared())
          .put("unchanged", tally.unchanged())
          .put("version", dataset.version());
    }
    summary.notes().forEach(root.putArray("notes")::add);
    if (!summary.refusals().isEmpty()) {
      error(root, summary.refusals().get(0));
    }
    return root.toString();
  }

  static String json(List<Answer> answers) {
    ObjectNode root = JSON.createObjectNode();
    root.putPOJO("answers", answers);
    return root.toString();
  }

  static void error(ObjectNode root, UserError error) {
    root.putObject("error")
        .put("problem", error.problem())
        .put("cause", error.reason())
        .put("wayOut", error.wayOut());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.4f", value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
