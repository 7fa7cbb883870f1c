package dev.bookreel.transforms.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static final int VALUES = 20_000;

  /** All threads of a worker hold the same side input. */
  @Test
  void threadsThatShareThem_doNotDisturbEachOther() throws Exception {
    References references = new References();
    References.Lookup filling = new References.Lookup(references);
    for (int value = 0; value < VALUES; value += 2) {
      filling.add(0, List.of(name(value), (long) value));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> found = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        found.add(threads.submit(() -> found(new References.Lookup(references))));
      }
      for (Future<Integer> one : found) {
        assertThat(one.get(), is(VALUES / 2));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String name(int value) {
    return "Name ".repeat(value % 7) + value;
  }

  private static int found(References.Lookup lookup) {
    int found = 0;
    for (int value = 0; value < VALUES; value++) {
      found += lookup.contains(0, List.of(name(value), (long) value)) ? 1 : 0;
    }
    return found;
  }
}
