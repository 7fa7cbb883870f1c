package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.packed.Fingerprint;
import dev.bookreel.transforms.packed.KeyTable;
import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.text.MatchKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that rules look others up in, for every worker to hold: 16 bytes a value and its
 * index. Texts are the same when their match keys are.
 */
public final class References implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<KeyTable> values = new ArrayList<>();
  private transient Packer packer;
  private transient Fingerprint fingerprint;

  /** Of no reference. */
  public References() {
    // Filled by add.
  }

  /** Adds the values of one row of a reference. */
  void add(int reference, List<Object> row) {
    while (values.size() <= reference) {
      values.add(new KeyTable());
    }
    take(row);
    values.get(reference).number(fingerprint.high(), fingerprint.low());
  }

  /** Whether a reference has these values. */
  public boolean contains(int reference, List<Object> row) {
    take(row);
    return reference < values.size()
        && values.get(reference).contains(fingerprint.high(), fingerprint.low());
  }

  private void take(List<Object> row) {
    if (packer == null) {
      packer = new Packer();
      fingerprint = new Fingerprint();
    }
    packer.clear();
    for (Object value : row) {
      packer.putValue(value instanceof String text ? MatchKey.of(text) : value);
    }
    fingerprint.take(packer);
  }
}
