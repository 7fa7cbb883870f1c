package dev.bookreel.pipelines.report;

import dev.bookreel.pipelines.report.QualityReport.DatasetReport;
import dev.bookreel.pipelines.report.QualityReport.RuleReport;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as JUnit XML: a suite a dataset, a case a rule. A broken rule is a failure unless it
 * only warns, or was let pass.
 */
public final class QualityXml {
  private final XMLStreamWriter xml;

  private QualityXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Writes the report, in UTF-8. */
  public static void write(QualityReport report, Writer out) {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
      new QualityXml(xml).write(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write XML", e);
    }
  }

  private void write(QualityReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "quality of " + report.run());
    for (DatasetReport dataset : report.datasets()) {
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", dataset.dataset());
      xml.writeAttribute("tests", Integer.toString(dataset.rules().size()));
      xml.writeAttribute(
          "failures", Long.toString(dataset.rules().stream().filter(QualityXml::fails).count()));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute(
          "skipped", Long.toString(dataset.rules().stream().filter(QualityXml::isSkipped).count()));
      for (RuleReport rule : dataset.rules()) {
        write(dataset, rule);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(DatasetReport dataset, RuleReport rule) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", dataset.dataset());
    xml.writeAttribute("name", clean(rule.rule()));
    xml.writeAttribute("time", "0");
    String found = clean(rule.told());
    if (fails(rule)) {
      xml.writeStartElement("failure");
      xml.writeAttribute("type", rule.action());
      xml.writeAttribute("message", found);
      xml.writeEndElement();
    } else if (isSkipped(rule)) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", clean(rule.message()));
    } else if (rule.isBroken()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(rule.action() + ", " + rule.outcome() + ": " + found);
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static boolean fails(RuleReport rule) {
    return rule.outcome().equals("failed") && !rule.action().equals("warn");
  }

  private static boolean isSkipped(RuleReport rule) {
    return rule.outcome().equals("skipped");
  }

  /** XML has no way to spell most control characters, nor halves of surrogate pairs. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(letter -> isLetter(letter) ? letter : '\uFFFD')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isLetter(int letter) {
    if (letter < ' ') {
      return letter == '\n' || letter == '\t';
    }
    boolean isHalf = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    return !isHalf && letter != 0xFFFE && letter != 0xFFFF;
  }
}
