package dev.bookreel.transforms.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageBaseListener;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageLexer;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser;

/** Finds the line of each rule in a file, which the parser's own result does not tell. */
final class RuleLines {
  /** The rule types that can be checked. */
  static final Set<String> SUPPORTED =
      new TreeSet<>(
          Set.of(
              "IsComplete",
              "Completeness",
              "IsUnique",
              "Uniqueness",
              "IsPrimaryKey",
              "ColumnValues",
              "ColumnLength",
              "ColumnExists",
              "ColumnCount",
              "ColumnDataType",
              "RowCount",
              "ReferentialIntegrity",
              "Mean",
              "Sum",
              "StandardDeviation",
              "DistinctValuesCount",
              "DataFreshness",
              "CustomSql"));

  private static final Pattern SYNTAX = Pattern.compile("line (\\d+):(\\d+) (.*)", Pattern.DOTALL);

  private RuleLines() {}

  /**
   * The lines of all single rules, in their order.
   *
   * @throws RuleFileException when there is a rule of a type that is not supported
   */
  static List<Integer> of(String text) {
    DataQualityDefinitionLanguageLexer lexer =
        new DataQualityDefinitionLanguageLexer(CharStreams.fromString(text));
    DataQualityDefinitionLanguageParser parser =
        new DataQualityDefinitionLanguageParser(new CommonTokenStream(lexer));
    // Errors of syntax are told by the library's own parser, which comes next.
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    Found found = new Found();
    ParseTreeWalker.DEFAULT.walk(found, parser.document());
    return found.lines;
  }

  /** What the parser complained of, with the line first. */
  static String explained(String message) {
    String plain =
        message.replaceFirst("^Parsing Error: (No rules or analyzers provided\\., )?", "");
    Matcher syntax = SYNTAX.matcher(plain);
    return syntax.lookingAt()
        ? "line " + syntax.group(1) + ", column " + syntax.group(2) + ": " + syntax.group(3)
        : plain;
  }

  private static final class Found extends DataQualityDefinitionLanguageBaseListener {
    private final List<Integer> lines = new ArrayList<>();

    @Override
    public void enterDqRule(DataQualityDefinitionLanguageParser.DqRuleContext rule) {
      int line = rule.getStart().getLine();
      String type = rule.ruleType() == null ? "" : rule.ruleType().getText();
      if (!type.isEmpty() && !SUPPORTED.contains(type)) {
        throw new RuleFileException(
            line,
            "the rule type "
                + type
                + " is not supported; there are "
                + String.join(", ", SUPPORTED));
      }
      lines.add(line);
    }

    @Override
    public void enterDqAnalyzer(DataQualityDefinitionLanguageParser.DqAnalyzerContext analyzer) {
      throw new RuleFileException(
          analyzer.getStart().getLine(), "analyzers are not supported: profile shows figures");
    }
  }
}
