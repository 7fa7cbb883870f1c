package dev.bookreel.pipelines.land;

import dev.bookreel.delta.storage.StorageFailure;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import dev.bookreel.pipelines.UserError;
import dev.bookreel.transforms.dataset.Dataset;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.parse.LandingScan;
import dev.bookreel.transforms.parse.RefusedFile;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that was delivered and copied, byte for byte, and looked over meanwhile.
 *
 * @param path of the copy
 * @param sha256 of its bytes, in hex
 * @param content what the landing scan found
 */
record CopiedFile(StoragePath path, String sha256, LandingScan.Result content) {
  private static final long BYTES_A_RANGE = 16L << 20;
  private static final int GZIP_BUFFER = 1 << 20;

  /** What a copy is, to the landing. */
  Delivery.LandedFile landed(StoredFile source) {
    String name = source.path().name();
    return new Delivery.LandedFile(name, source.size(), sha256, isGzip(name), content);
  }

  /**
   * Copies a file in one pass: what is read is scanned, and written and hashed beside that.
   *
   * @throws UserError when the file is refused; there is no copy then
   */
  static CopiedFile copy(Dataset dataset, StoredFile source, StoragePath target)
      throws IOException {
    String name = source.path().name();
    try (HashedCopy copy = new HashedCopy(target.create());
        InputStream bytes = new Tee(source.path().open(), copy)) {
      LandingScan.Result content = scan(dataset, bytes, isGzip(name), copy);
      bytes.transferTo(OutputStream.nullOutputStream());
      requireColumns(dataset, content);
      return new CopiedFile(target, copy.finish(), content);
    } catch (RefusedFile e) {
      throw refused(name, e);
    }
  }

  /** Why a file does not land. */
  static UserError refused(String name, RefusedFile e) {
    String wayOut = Character.toUpperCase(e.wayOut().charAt(0)) + e.wayOut().substring(1);
    return UserError.refused(name + " is refused, since " + e.problem(), e.getMessage(), wayOut);
  }

  /** What is wrong with a file that somebody still writes. */
  static RefusedFile changed(String because) {
    return new RefusedFile(
        "it changed while it landed", because, "Run again when the delivery is complete");
  }

  private static boolean isGzip(String name) {
    return name.endsWith(".gz");
  }

  private static InputStream gunzip(InputStream bytes) throws IOException {
    try {
      return new GZIPInputStream(bytes, GZIP_BUFFER);
    } catch (ZipException | EOFException e) {
      throw new RefusedFile(
          "it is not gzip", String.valueOf(e.getMessage()), "ask for the delivery again");
    }
  }

  private static LandingScan.Result scan(
      Dataset dataset, InputStream bytes, boolean isGzip, HashedCopy copy) throws IOException {
    InputStream content = isGzip ? gunzip(bytes) : bytes;
    try {
      return dataset.formats().contains(Format.CSV)
          ? LandingScan.ofCsv(content, BYTES_A_RANGE)
          : LandingScan.ofJson(content, BYTES_A_RANGE);
    } catch (UncheckedIOException e) {
      if (StorageFailure.in(e).isPresent() || copy.hasFailed()) {
        throw e; // The storage failed, not who delivered.
      }
      throw new RefusedFile(
          "it cannot be read to its end",
          String.valueOf(e.getCause().getMessage()),
          "ask for the delivery again");
    }
  }

  private static void requireColumns(Dataset dataset, LandingScan.Result content) {
    if (content.format() != Format.CSV) {
      return;
    }
    for (String column : dataset.requiredColumns()) {
      if (!content.header().contains(column)) {
        throw new RefusedFile(
            "its header lacks the column " + column,
            "it has " + String.join(", ", content.header()),
            "ask for the delivery again with all columns");
      }
    }
  }

  /** Copies what is read. */
  private static final class Tee extends FilterInputStream {
    private final OutputStream copy;

    Tee(InputStream in, OutputStream copy) {
      super(in);
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        copy.write(value);
      }
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        copy.write(bytes, offset, count);
      }
      return count;
    }
  }
}
