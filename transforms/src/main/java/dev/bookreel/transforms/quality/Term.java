package dev.bookreel.transforms.quality;

import java.util.List;
import java.util.Map;

/**
 * A rule on its way from the parser to its check: a single one, or several joined.
 *
 * @param condition what each row is asked for; null when it is about the dataset
 * @param check of the dataset, or null
 * @param threshold how many of the rows must meet the condition; null: all
 */
record Term(
    int line,
    String type,
    List<String> columns,
    String expected,
    Map<String, String> tags,
    RowCondition condition,
    NumberCondition threshold,
    Check check,
    Boolean joinedByAnd,
    List<Term> parts) {

  static Term joined(boolean all, List<Term> parts) {
    return new Term(0, "", List.of(), "", Map.of(), null, null, null, all, parts);
  }

  /** Whether a row can be told to meet it or not. */
  boolean isAboutRows() {
    return joinedByAnd == null
        // What a row refers to may come later: it is not the row's fault.
        ? condition != null && !type.equals("ReferentialIntegrity")
        : parts.stream().allMatch(part -> part.isAboutRows() && part.threshold() == null);
  }

  /** What each row is asked for, by all parts together. */
  RowCondition rowCondition() {
    if (joinedByAnd == null) {
      return condition;
    }
    List<RowCondition> conditions = parts.stream().map(Term::rowCondition).toList();
    return joinedByAnd ? new RowCondition.All(conditions) : new RowCondition.Any(conditions);
  }
}
