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
 *
 * <p>All threads of a worker share one object, which does not change once it is filled; each of
 * them asks it through a {@link Lookup} of its own.
 */
public final class References implements Serializable {
  private static final long serialVersionUID = 1L;
  private final List<KeyTable> values = new ArrayList<>();

  /** Of no reference. */
  public References() {
    // Filled by a Lookup.
  }

  /** Asks, or fills, references; for one thread. */
  public static final class Lookup {
    private final References references;
    private final Packer packer = new Packer();
    private final Fingerprint fingerprint = new Fingerprint();

    /** Asks these references. */
    public Lookup(References references) {
      this.references = references;
    }

    /** Adds the values of one row of a reference. */
    void add(int reference, List<Object> row) {
      while (references.values.size() <= reference) {
        references.values.add(new KeyTable());
      }
      take(row);
      references.values.get(reference).number(fingerprint.high(), fingerprint.low());
    }

    /** Whether a reference has these values. */
    public boolean contains(int reference, List<Object> row) {
      if (reference >= references.values.size()) {
        return false;
      }
      take(row);
      return references.values.get(reference).contains(fingerprint.high(), fingerprint.low());
    }

    private void take(List<Object> row) {
      packer.clear();
      for (Object value : row) {
        packer.putValue(value instanceof String text ? MatchKey.of(text) : value);
      }
      fingerprint.take(packer);
    }
  }
}
