package dev.bookreel.transforms.dataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {

  @Test
  void eachUnknownFieldIsNamedOnce_inAlphabeticalOrder() {
    assertThat(
        UnknownFields.of(List.of("title", "b", "a", "b"), List.of("title")), contains("a", "b"));
  }

  @Test
  void aRecordThatCarriesDataInNames_doesNotFillTheHeap() {
    List<String> names = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();

    assertThat(UnknownFields.of(names, List.of()), hasSize(100));
  }
}
