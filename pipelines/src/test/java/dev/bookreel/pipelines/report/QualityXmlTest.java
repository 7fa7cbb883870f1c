package dev.bookreel.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class QualityXmlTest {
  @Test
  void aBrokenRuleIsAFailure_unlessItOnlyWarns() throws Exception {
    StringWriter out = new StringWriter();
    QualityXml.write(Reports.hostile(), out);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(out.toString())))
            .getDocumentElement();

    Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name"), is("books"));
    assertThat(suite.getAttribute("tests"), is("5"));
    assertThat(suite.getAttribute("failures"), is("2"));
    assertThat(suite.getAttribute("skipped"), is("1"));
    NodeList cases = suite.getElementsByTagName("testcase");
    List<String> found = new ArrayList<>();
    for (int number = 0; number < cases.getLength(); number++) {
      Element test = (Element) cases.item(number);
      NodeList children = test.getElementsByTagName("*");
      found.add(children.getLength() == 0 ? "" : children.item(0).getNodeName());
    }
    assertThat(found, is(List.of("failure", "failure", "system-out", "", "skipped")));
    Element failure = (Element) cases.item(0).getFirstChild();
    assertThat(failure.getAttribute("type"), is("refuse"));
    assertThat(
        failure.getAttribute("message"),
        is("it is 27.5" + Reports.HOSTILE + ", asked for < 10 " + Reports.HOSTILE));
    assertThat(cases.item(2).getTextContent(), is("warn, failed: 1 of 2 rows fail"));
    assertThat(
        ((Element) cases.item(4).getFirstChild()).getAttribute("message"), is("1 of 2 rows fail"));
    assertThat(
        ((Element) cases.item(0)).getAttribute("name"),
        is("Mean \"pages\" < 10 " + Reports.HOSTILE));
    assertThat(
        ((Element) cases.item(2)).getAttribute("name"), is("ColumnExists \"x\uFFFD\uFFFD\""));
  }
}
