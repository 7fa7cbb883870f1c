package dev.bookreel.pipelines.land;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.transforms.dataset.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * A file of a delivery that has no name in the lake yet, since that depends on all files' content.
 *
 * @param source where it was delivered
 * @param sha256 of its bytes, in hex
 * @param copy of it in the lake, under a name for the moment; none where that would be for nothing
 */
record ReceivedFile(Dataset dataset, StoredFile source, String sha256, Optional<CopiedFile> copy) {
  private static final int BUFFER = 1 << 20;

  /** Reads it, and copies it meanwhile. */
  static ReceivedFile copied(Dataset dataset, StoredFile source, StoragePath folder) {
    try {
      CopiedFile copy = CopiedFile.copy(dataset, source, folder.unfinished());
      ReceivedFile received = new ReceivedFile(dataset, source, copy.sha256(), Optional.of(copy));
      if (!isUnchanged(source)) {
        received.forget();
        throw CopiedFile.refused(
            source.path().name(),
            CopiedFile.changed("its size or time are others than a moment ago"));
      }
      return received;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot land " + source.path(), e);
    }
  }

  /** Whether its size and time are what they were when the folder was listed. */
  private static boolean isUnchanged(StoredFile source) throws IOException {
    List<StoredFile> now = source.path().parent().filesFrom(source.path().name());
    return !now.isEmpty() && now.get(0).equals(source);
  }

  /** Reads it only. */
  static ReceivedFile hashed(Dataset dataset, StoredFile source) {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = source.path().open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source.path(), e);
    }
    return new ReceivedFile(dataset, source, Hashes.hex(digest), Optional.empty());
  }

  /** Gives it its place in the lake. */
  Delivery.LandedFile land(StoragePath folder) {
    StoragePath target = folder.resolve(source.path().name());
    try {
      if (copy.isPresent()) {
        copy.get().path().linkTo(target);
        return copy.get().landed(source);
      }
      CopiedFile copied = CopiedFile.copy(dataset, source, target);
      if (!copied.sha256().equals(sha256)) {
        target.delete();
        throw CopiedFile.refused(
            target.name(), CopiedFile.changed("its bytes are others than a moment ago"));
      }
      return copied.landed(source);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot land " + source.path(), e);
    }
  }

  /** Removes what was for the moment. */
  void forget() {
    try {
      if (copy.isPresent()) {
        copy.get().path().delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + copy.get().path(), e);
    }
  }
}
