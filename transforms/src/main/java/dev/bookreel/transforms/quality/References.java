package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.packed.BytesDictionary;
import dev.bookreel.transforms.packed.Fingerprint;
import dev.bookreel.transforms.packed.KeyTable;
import dev.bookreel.transforms.packed.Packer;
import dev.bookreel.transforms.text.MatchKey;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that rules look others up in, for every worker to hold. Texts are the same when their
 * match keys are: of one column of texts these are kept, of anything else the fingerprints.
 *
 * <p>All threads of a worker share one object, which does not change once it is filled; each of
 * them asks it through a {@link Lookup} of its own.
 */
public final class References implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By the place of the reference; empty where it is kept in {@link #values}. */
  private final List<BytesDictionary> texts = new ArrayList<>();

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
        references.texts.add(new BytesDictionary());
      }
      if (isText(row)) {
        byte[] key = key(row);
        references.texts.get(reference).number(key, 0, key.length);
        return;
      }
      take(row);
      references.values.get(reference).number(fingerprint.high(), fingerprint.low());
    }

    /** Whether a reference has these values. */
    public boolean contains(int reference, List<Object> row) {
      if (reference >= references.values.size()) {
        return false;
      }
      if (isText(row)) {
        byte[] key = key(row);
        return containsText(reference, key, key.length);
      }
      take(row);
      return references.values.get(reference).contains(fingerprint.high(), fingerprint.low());
    }

    /**
     * Whether a reference of one column has a text.
     *
     * @param key its match key in UTF-8, which may be followed by other bytes
     */
    public boolean containsText(int reference, byte[] key, int length) {
      return reference < references.texts.size()
          && references.texts.get(reference).contains(key, 0, length);
    }

    private static boolean isText(List<Object> row) {
      return row.size() == 1 && row.get(0) instanceof String;
    }

    private static byte[] key(List<Object> row) {
      return MatchKey.of((String) row.get(0)).getBytes(StandardCharsets.UTF_8);
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
