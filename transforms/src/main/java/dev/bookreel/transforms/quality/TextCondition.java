package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import software.amazon.glue.dqdl.model.condition.string.Keyword;
import software.amazon.glue.dqdl.model.condition.string.KeywordStringOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringOperand;

/** What a text is asked for, such as {@code in ["good"]}; a pattern must match all of it. */
final class TextCondition implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Comparison comparison;
  private final Set<String> named;
  private final Set<Keyword> keywords;
  private final Pattern pattern;

  private TextCondition(
      Comparison comparison, Set<String> named, Set<Keyword> keywords, Pattern pattern) {
    this.comparison = comparison;
    this.named = named;
    this.keywords = keywords;
    this.pattern = pattern;
  }

  /**
   * Takes over what was parsed.
   *
   * @throws RuleFileException when a pattern is no regular expression
   */
  static TextCondition of(StringBasedCondition parsed, int line) {
    Comparison comparison = Comparison.of(parsed.getOperator());
    if (comparison == Comparison.MATCHES || comparison == Comparison.NOT_MATCHES) {
      Pattern pattern = pattern(parsed.getOperands().get(0).getOperand(), line);
      return new TextCondition(comparison, Set.of(), Set.of(), pattern);
    }
    Set<String> named = new HashSet<>();
    Set<Keyword> keywords = new HashSet<>();
    for (StringOperand operand : parsed.getOperands()) {
      if (operand instanceof KeywordStringOperand) {
        keywords.add(Keyword.valueOf(operand.formatOperand()));
      } else {
        named.add(operand.getOperand().replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    return new TextCondition(comparison, named, keywords, null);
  }

  boolean holds(String value) {
    return switch (comparison) {
      case MATCHES -> pattern.matcher(value).matches();
      case NOT_MATCHES -> !pattern.matcher(value).matches();
      case NOT_EQUALS, NOT_IN -> !isNamed(value);
      default -> isNamed(value);
    };
  }

  boolean holdsForNull() {
    return comparison.holdsForNull(keywords.contains(Keyword.NULL));
  }

  private boolean isNamed(String value) {
    return named.contains(value)
        || (keywords.contains(Keyword.EMPTY) && value.isEmpty())
        || (keywords.contains(Keyword.WHITESPACES_ONLY) && !value.isEmpty() && value.isBlank());
  }

  private static Pattern pattern(String text, int line) {
    try {
      return Pattern.compile(text.replace("\\\"", "\""));
    } catch (PatternSyntaxException e) {
      throw new RuleFileException(
          line, "\"" + text + "\" is no regular expression: " + e.getDescription());
    }
  }
}
