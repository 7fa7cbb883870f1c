package dev.bookreel.transforms.parse;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.io.FileSystems;

/** The bytes of one range of a landed file, uncompressed. */
final class RangeInput extends FilterInputStream {
  private static final int GZIP_BUFFER = 64 << 10;
  private final FileRange range;
  private long left;

  private RangeInput(InputStream in, FileRange range) {
    super(in);
    this.range = range;
    this.left = range.end() - range.begin();
  }

  /** Opens the range's file where the range begins. */
  static InputStream open(FileRange range) {
    try {
      ReadableByteChannel channel =
          FileSystems.open(FileSystems.matchNewResource(range.path(), false));
      try {
        return new RangeInput(at(channel, range), range);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(range, e);
    }
  }

  /** Neither S3 nor Beam, which lets through what S3's client throws, says of which file it is. */
  private static UncheckedIOException unreadable(FileRange range, Exception e) {
    return new UncheckedIOException(
        "cannot read " + range.name(), e instanceof IOException known ? known : new IOException(e));
  }

  private static InputStream at(ReadableByteChannel channel, FileRange range) throws IOException {
    if (!range.gzip() && channel instanceof SeekableByteChannel seekable) {
      seekable.position(range.begin());
      return Channels.newInputStream(channel);
    }
    InputStream bytes = Channels.newInputStream(channel);
    InputStream content = range.gzip() ? new GZIPInputStream(bytes, GZIP_BUFFER) : bytes;
    content.skipNBytes(range.begin());
    return content;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count;
    try {
      count = super.read(bytes, offset, (int) Math.min(left, length));
    } catch (IOException | RuntimeException e) {
      throw unreadable(range, e);
    }
    if (count < 0) {
      throw new EOFException(
          range.name() + " ends " + left + " bytes early: it changed after it landed");
    }
    left -= count;
    return count;
  }
}
