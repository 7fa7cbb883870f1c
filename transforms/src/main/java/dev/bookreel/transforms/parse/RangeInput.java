package dev.bookreel.transforms.parse;

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
  private long left;

  private RangeInput(InputStream in, long length) {
    super(in);
    this.left = length;
  }

  /** Opens the range's file where the range begins. */
  static InputStream open(FileRange range) {
    try {
      ReadableByteChannel channel =
          FileSystems.open(FileSystems.matchSingleFileSpec(range.path()).resourceId());
      InputStream in;
      if (range.gzip()) {
        in = new GZIPInputStream(Channels.newInputStream(channel), GZIP_BUFFER);
        in.skipNBytes(range.begin());
      } else if (channel instanceof SeekableByteChannel seekable) {
        seekable.position(range.begin());
        in = Channels.newInputStream(channel);
      } else {
        in = Channels.newInputStream(channel);
        in.skipNBytes(range.begin());
      }
      return new RangeInput(in, range.end() - range.begin());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + range.name(), e);
    }
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    left--;
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count = super.read(bytes, offset, (int) Math.min(left, length));
    left -= Math.max(0, count);
    return count;
  }
}
