package dev.bookreel.transforms.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
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

  /** A rule, single or joined, as the file spells it. */
  record Located(int line, String text) {}

  private final Found found = new Found();

  private RuleLines() {}

  /**
   * Looks through a file.
   *
   * @throws RuleFileException when there is a rule of a type that is not supported
   */
  static RuleLines of(String text) {
    DataQualityDefinitionLanguageLexer lexer =
        new DataQualityDefinitionLanguageLexer(CharStreams.fromString(text));
    DataQualityDefinitionLanguageParser parser =
        new DataQualityDefinitionLanguageParser(new CommonTokenStream(lexer));
    // Errors of syntax are told by the library's own parser, which comes next.
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    RuleLines lines = new RuleLines();
    ParseTreeWalker.DEFAULT.walk(lines.found, parser.document());
    return lines;
  }

  /** The lines of all single rules, in their order. */
  List<Integer> ofSingleRules() {
    return found.lines;
  }

  /** All rules. */
  List<Located> located() {
    return found.rules;
  }

  /** The line that the parser complained of; 0 when it named none. */
  static int line(String message) {
    Matcher syntax = SYNTAX.matcher(message);
    return syntax.find() ? Integer.parseInt(syntax.group(1)) : 0;
  }

  /** What the parser complained of, without the line. */
  static String explained(String message) {
    Matcher syntax = SYNTAX.matcher(message);
    return syntax.find()
        ? "column " + syntax.group(2) + ": " + syntax.group(3)
        : message.replaceFirst("^Parsing Error: ", "");
  }

  private static final class Found extends DataQualityDefinitionLanguageBaseListener {
    private final List<Integer> lines = new ArrayList<>();
    private final List<Located> rules = new ArrayList<>();

    @Override
    public void enterDqRules(DataQualityDefinitionLanguageParser.DqRulesContext all) {
      for (DataQualityDefinitionLanguageParser.TopLevelRuleContext rule : all.topLevelRule()) {
        Token first = rule.getStart();
        Token last = rule.getStop() == null ? first : rule.getStop();
        String text =
            first.getInputStream().getText(Interval.of(first.getStartIndex(), last.getStopIndex()));
        rules.add(new Located(first.getLine(), text));
      }
    }

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
