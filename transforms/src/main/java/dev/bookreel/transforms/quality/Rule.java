package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.parse.Rejected;
import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rule of a dataset.
 *
 * @param name by which people accept or look for it: dataset, column and rule type, joined by dots
 * @param text the rule as DQDL, without its action
 * @param type DQDL's rule type, or {@code Composite}
 * @param columns that it speaks of, none of those in a SELECT
 * @param action what follows when it is broken
 * @param expected what is asked, for people
 * @param check what it asks
 */
public record Rule(
    String name,
    String text,
    String type,
    Set<String> columns,
    Action action,
    String expected,
    Check check)
    implements Serializable {

  /** The only column that it speaks of; null for several or none. */
  public String column() {
    return columns.size() == 1 ? columns.iterator().next() : null;
  }

  /** The rejection of a record that breaks rules, at least one. */
  public static Rejected rejection(Collection<Rule> broken) {
    return new Rejected(
        broken.stream().map(Rule::name).toList(),
        "the record breaks " + broken.stream().map(Rule::text).collect(Collectors.joining("; ")));
  }
}
