package dev.bookreel.transforms.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a column of a table holds.
 *
 * @param column its name
 * @param type text, texts, integer, number, boolean, date or instant
 * @param rows of the table
 * @param nulls rows without a value
 * @param completeness share of the rows that have a value; null of no rows
 * @param distinct how many different values
 * @param distinctIsExact whether they were counted; otherwise the standard error is 0.8 %
 * @param minimum the lowest value; of texts the first by the numbers of their characters
 * @param maximum the highest or last
 * @param mean of numbers, rounded once; null without any
 * @param deviation of numbers, that of the population
 * @param shortest length in characters, of arrays in values; null of anything else
 * @param longest length
 * @param frequent the values that come most often, and more than once; empty where there are more
 *     than 10,000 different ones
 * @param histogram how what is no text is spread
 */
public record ColumnProfile(
    String column,
    String type,
    long rows,
    long nulls,
    Double completeness,
    long distinct,
    @JsonProperty("distinct_is_exact") boolean distinctIsExact,
    String minimum,
    String maximum,
    Double mean,
    Double deviation,
    Integer shortest,
    Integer longest,
    List<Frequent> frequent,
    List<Bin> histogram)
    implements Serializable {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final int MOST_FREQUENT = 10;

  /** A value and how often it comes. */
  public record Frequent(String value, long count) implements Serializable {}

  /** Values from {@code from} on, below the next bin's; the last bin holds the maximum, too. */
  public record Bin(String from, long count) implements Serializable {}

  static ColumnProfile of(ProfiledColumn column, ColumnPart part, Histogram histogram) {
    ColumnKind kind = column.kind();
    boolean isThere = part.values() > 0;
    boolean isNumber = isThere && kind.isNumber();
    BigDecimal count = BigDecimal.valueOf(Math.max(1, part.values()));
    BigDecimal spread = part.squares().multiply(count).subtract(part.sum().multiply(part.sum()));
    return new ColumnProfile(
        column.name(),
        kind.word(),
        part.rows(),
        part.nulls(),
        part.rows() == 0 ? null : (double) (part.rows() - part.nulls()) / part.rows(),
        part.distinct(),
        part.counts() != null,
        kind.isText() ? part.first() : isThere ? kind.shown(part.low()) : null,
        kind.isText() ? part.last() : isThere ? kind.shown(part.high()) : null,
        isNumber ? part.sum().divide(count, EXACT).doubleValue() : null,
        isNumber ? spread.divide(count.multiply(count), EXACT).sqrt(EXACT).doubleValue() : null,
        part.longest() < 0 ? null : part.shortest(),
        part.longest() < 0 ? null : part.longest(),
        frequent(part),
        bins(kind, histogram));
  }

  private static List<Frequent> frequent(ColumnPart part) {
    if (part.counts() == null) {
      return List.of();
    }
    return part.counts().entrySet().stream()
        .filter(value -> value.getValue() > 1)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey(Texts::compare)))
        .limit(MOST_FREQUENT)
        .map(value -> new Frequent(value.getKey(), value.getValue()))
        .toList();
  }

  private static List<Bin> bins(ColumnKind kind, Histogram histogram) {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < histogram.bins(); bin++) {
      bins.add(new Bin(kind.about(histogram.from(bin)), histogram.count(bin)));
    }
    return bins;
  }
}
