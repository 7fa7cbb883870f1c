package dev.bookreel.testdata;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void everyDatasetOfTheGoldenCountsIsDelivered() {
    for (JsonNode counts : Sample.golden("counts")) {
      String dataset = counts.get("dataset").asText();
      boolean delivered =
          Files.exists(Sample.internal().resolve(dataset + ".csv"))
              || Files.exists(Sample.vendor().resolve(dataset + ".json"));
      assertThat(dataset, delivered, is(true));
    }
  }

  @Test
  void goldenCountsKeepTheConservationLaw() {
    for (JsonNode counts : Sample.golden("counts")) {
      long accountedFor =
          counts.get("accepted").asLong()
              + counts.get("quarantined").asLong()
              + counts.get("duplicates").asLong();
      assertThat(counts.toString(), accountedFor, is(counts.get("read").asLong()));
    }
  }

  @Test
  void missingGoldenFileIsNamed() {
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> Sample.golden("trusted.directors"));
    assertThat(e.getMessage(), containsString("trusted.directors.json"));
  }
}
