package dev.bookreel.pipelines.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.land.Delivery;
import dev.bookreel.transforms.dataset.Dataset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Spells what was landed, and what was refused, for people and as JSON. */
final class LandingPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LandingPrinter() {}

  static String text(Lake lake, LocalDate date, Map<Dataset, Delivery> landed) {
    StringBuilder text = new StringBuilder();
    landed.forEach(
        (dataset, delivery) ->
            text.append("landed ")
                .append(lake.name(lake.raw(dataset, date, delivery.id())))
                .append(": ")
                .append(delivery.records())
                .append(" records\n"));
    return text.toString();
  }

  static String json(
      Lake lake, LocalDate date, Map<Dataset, Delivery> landed, List<UserError> refusals) {
    ObjectNode root = JSON.createObjectNode().put("date", date.toString());
    ArrayNode datasets = root.putArray("landed");
    landed.forEach(
        (dataset, delivery) ->
            datasets
                .addObject()
                .put("dataset", dataset.name())
                .put("folder", lake.name(lake.raw(dataset, date, delivery.id())))
                .put("records", delivery.records()));
    if (!refusals.isEmpty()) {
      Printer.error(root, refusals.get(0));
    }
    return root.toString();
  }
}
