package dev.bookreel.transforms.dataset;

import java.util.List;

/** All datasets. */
public final class Datasets {
  /** The one dataset of events. */
  public static final Dataset STREAMS = new Streams();

  private static final List<Dataset> ALL =
      List.of(new Movies(), new Users(), STREAMS, new Authors(), new Books(), new Reviews());

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

  /**
   * The one with a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Dataset named(String name) {
    return ALL.stream()
        .filter(dataset -> dataset.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no dataset " + name));
  }
}
