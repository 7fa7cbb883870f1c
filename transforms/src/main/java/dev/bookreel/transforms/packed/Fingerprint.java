package dev.bookreel.transforms.packed;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of SHA-256 (FIPS 180-4) over packed values: two lists of values that differ
 * have different ones, also when somebody tries.
 */
public final class Fingerprint {
  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final ByteBuffer words = ByteBuffer.wrap(digest);

  /** Prepares to take fingerprints. */
  public Fingerprint() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes the fingerprint of what is packed. */
  public void take(Packer packer) {
    try {
      sha256.update(packer.buffer(), 0, packer.size());
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
  }

  /** The first half. */
  public long high() {
    return words.getLong(0);
  }

  /** The second half. */
  public long low() {
    return words.getLong(Long.BYTES);
  }
}
