package dev.bookreel.transforms.dataset;

import java.util.List;

/** All datasets. */
public final class Datasets {
  private static final List<Dataset> ALL =
      List.of(new Movies(), new Users(), new Streams(), new Authors(), new Books(), new Reviews());

  private Datasets() {}

  /** All of them, in the order in which people are told of them. */
  public static List<Dataset> all() {
    return ALL;
  }

  /** Those that one source delivers. */
  public static List<Dataset> of(Source source) {
    return ALL.stream().filter(dataset -> dataset.source() == source).toList();
  }

  /** Those that are delivered whole every time. */
  public static List<Dump> dumps() {
    return ALL.stream().filter(Dump.class::isInstance).map(Dump.class::cast).toList();
  }
}
