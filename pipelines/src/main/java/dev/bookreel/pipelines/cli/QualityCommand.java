package dev.bookreel.pipelines.cli;

import static dev.bookreel.pipelines.cli.OptionValues.isJson;
import static dev.bookreel.pipelines.cli.OptionValues.required;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.pipelines.lake.Lake;
import dev.bookreel.pipelines.report.QualityPage;
import dev.bookreel.pipelines.report.QualityReport;
import dev.bookreel.pipelines.report.QualityText;
import dev.bookreel.pipelines.report.QualityXml;
import dev.bookreel.pipelines.report.ReadQuality;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code quality}. */
final class QualityCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final PrintStream out;

  QualityCommand(PrintStream out) {
    this.out = out;
  }

  int run(QualityOptions options) {
    Lake lake = Lake.open(required(options.getLake(), "lake"));
    QualityReport report = new ReadQuality(lake).of(options.getRun());
    if (options.getHtml() != null) {
      write(options.getHtml(), QualityPage.of(report));
    }
    if (options.getJunit() != null) {
      StringWriter xml = new StringWriter();
      QualityXml.write(report, xml);
      write(options.getJunit(), xml.toString());
    }
    try {
      out.print(isJson(options) ? JSON.writeValueAsString(report) + "\n" : QualityText.of(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is JSON", e);
    }
    return 0;
  }

  private static void write(String file, String content) {
    try {
      Files.write(Path.of(file), content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw UserError.failure(
          "cannot write " + file, e.toString(), "Name a file in a folder that can be written", e);
    }
  }
}
