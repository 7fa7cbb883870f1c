package dev.bookreel.transforms.stream;

import java.util.Arrays;

/** Sessions as columns, in the order in which they were added; some of them are kept, in front. */
final class SessionRows {
  private static final int FEW = 1024;
  private int size;
  private int kept;
  private int[] titles = new int[FEW];
  private int[] emails = new int[FEW];
  private double[] sizesMb = new double[FEW];
  private long[] startsAt = new long[FEW];
  private long[] endsAt = new long[FEW];

  /** (file, record) of a delivered row; below zero for (file, position) of a row of the table. */
  private long[] orders = new long[FEW];

  /**
   * Adds a session.
   *
   * @param title the number of its title, {@code email} that of its viewer's address
   * @param order where it comes from, below zero for a row of the table
   */
  void add(int title, int email, double sizeMb, long startAt, long endAt, long order) {
    if (size == titles.length) {
      int length = size + (size >> 1);
      titles = Arrays.copyOf(titles, length);
      emails = Arrays.copyOf(emails, length);
      sizesMb = Arrays.copyOf(sizesMb, length);
      startsAt = Arrays.copyOf(startsAt, length);
      endsAt = Arrays.copyOf(endsAt, length);
      orders = Arrays.copyOf(orders, length);
    }
    titles[size] = title;
    emails[size] = email;
    sizesMb[size] = sizeMb;
    startsAt[size] = startAt;
    endsAt[size] = endAt;
    orders[size] = order;
    size++;
  }

  /** How many were added. */
  int size() {
    return size;
  }

  /** Moves a row up to those that are kept; called in their order, so that none is written over. */
  void keep(int row) {
    titles[kept] = titles[row];
    emails[kept] = emails[row];
    sizesMb[kept] = sizesMb[row];
    startsAt[kept] = startsAt[row];
    endsAt[kept] = endsAt[row];
    kept++;
  }

  /** How many are kept. */
  int kept() {
    return kept;
  }

  /** Where a row comes from, by its place among all that were added. */
  long order(int row) {
    return orders[row];
  }

  boolean isDelivered(int row) {
    return orders[row] >= 0;
  }

  /** Whether two rows of one key say the same; its spelling counts. */
  boolean sameValues(int row, int other) {
    return titles[row] == titles[other]
        && emails[row] == emails[other]
        && endsAt[row] == endsAt[other]
        && Double.doubleToLongBits(sizesMb[row]) == Double.doubleToLongBits(sizesMb[other]);
  }

  int title(int row) {
    return titles[row];
  }

  int email(int row) {
    return emails[row];
  }

  /** The columns, longer than there are rows. */
  int[] titles() {
    return titles;
  }

  int[] emails() {
    return emails;
  }

  double[] sizesMb() {
    return sizesMb;
  }

  long[] startsAt() {
    return startsAt;
  }

  long[] endsAt() {
    return endsAt;
  }
}
