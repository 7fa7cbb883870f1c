package dev.bookreel.transforms.quality;

/**
 * How a value is compared with what a rule names.
 *
 * <p>The meaning is that of DQDL's reference, "Expressions": {@code between} is exclusive; a null
 * meets {@code != x} and {@code not in [...]} unless they name NULL, and {@code = NULL} and {@code
 * in [..., NULL]}; it fails all others.
 */
enum Comparison {
  BETWEEN,
  NOT_BETWEEN,
  GREATER_THAN,
  GREATER_THAN_EQUAL_TO,
  LESS_THAN,
  LESS_THAN_EQUAL_TO,
  EQUALS,
  NOT_EQUALS,
  IN,
  NOT_IN,
  MATCHES,
  NOT_MATCHES;

  /** The one that the parser gave, whose operators are of several types with the same names. */
  static Comparison of(Enum<?> parsed) {
    return valueOf(parsed.name());
  }

  boolean holdsForNull(boolean namesNull) {
    return switch (this) {
      case EQUALS, IN -> namesNull;
      case NOT_EQUALS, NOT_IN -> !namesNull;
      default -> false;
    };
  }

  /** Whether a value holds against the named ones, NULL left out. */
  boolean holds(long value, long... named) {
    return switch (this) {
      case BETWEEN -> isBetween(value, named);
      case NOT_BETWEEN -> !isBetween(value, named);
      case GREATER_THAN -> named.length > 0 && value > named[0];
      case GREATER_THAN_EQUAL_TO -> named.length > 0 && value >= named[0];
      case LESS_THAN -> named.length > 0 && value < named[0];
      case LESS_THAN_EQUAL_TO -> named.length > 0 && value <= named[0];
      case EQUALS, IN -> isOneOf(value, named);
      case NOT_EQUALS, NOT_IN -> !isOneOf(value, named);
      case MATCHES, NOT_MATCHES -> throw new IllegalStateException("only texts match a pattern");
    };
  }

  private static boolean isBetween(long value, long... named) {
    return named.length == 2 && value > named[0] && value < named[1];
  }

  private static boolean isOneOf(long value, long... named) {
    for (long one : named) {
      if (value == one) {
        return true;
      }
    }
    return false;
  }
}
