package dev.bookreel.transforms.stream;

import java.util.Arrays;

/**
 * Counts the distinct viewers of each movie, exactly.
 *
 * <p>Rows are put into the order of their viewers; then a row counts where its movie was not seen
 * with this viewer last. A hash set of the pairs would be many times as large as these arrays, and
 * each look-up in it a wait for memory.
 */
final class DistinctViewers {
  private DistinctViewers() {}

  /**
   * The number of viewers, by movie.
   *
   * @param movie of each row, a number from 0
   * @param viewer of each row, a number from 0
   */
  static int[] count(int[] movie, int movies, int[] viewer, int viewers) {
    int[] inOrder = byViewer(viewer, viewers);
    int[] lastViewer = new int[movies];
    Arrays.fill(lastViewer, -1);
    int[] count = new int[movies];
    for (int row : inOrder) {
      if (lastViewer[movie[row]] != viewer[row]) {
        lastViewer[movie[row]] = viewer[row];
        count[movie[row]]++;
      }
    }
    return count;
  }

  private static int[] byViewer(int[] viewer, int viewers) {
    int[] place = new int[viewers + 1];
    for (int one : viewer) {
      place[one + 1]++;
    }
    for (int one = 0; one < viewers; one++) {
      place[one + 1] += place[one];
    }
    int[] rows = new int[viewer.length];
    for (int row = 0; row < rows.length; row++) {
      rows[place[viewer[row]]++] = row;
    }
    return rows;
  }
}
