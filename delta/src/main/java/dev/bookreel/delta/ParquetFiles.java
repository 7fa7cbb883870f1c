package dev.bookreel.delta;

import dev.bookreel.delta.storage.NewFile;
import dev.bookreel.delta.storage.StoragePath;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** Lets Parquet read and write wherever a table lies. */
final class ParquetFiles {
  /** A request for each column would take longer than to read a file of S3 as a whole. */
  private static final long MOST_AT_ONCE = 16L << 20;

  private ParquetFiles() {}

  /** A file that is to be written, and that knows how much of it was. */
  static final class Target implements OutputFile {
    private final NewFile file;
    private Output out;

    Target(NewFile file) {
      this.file = file;
    }

    /** In bytes. */
    long size() {
      return out.getPos();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      out = new Output(file);
      return out;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /**
   * A file that is to be read.
   *
   * @param size in bytes, as the log has it
   */
  static InputFile input(String path, long size) throws IOException {
    StoragePath file = StoragePath.of(path);
    return file.isLocal() || size > MOST_AT_ONCE ? inParts(path) : whole(file, size);
  }

  private static InputFile whole(StoragePath file, long size) {
    return new NamedInput(
        file.toString(), size, () -> new SeekableInMemoryByteChannel(file.read()));
  }

  private static InputFile inParts(String path) throws IOException {
    SeekableByteChannel channel =
        (SeekableByteChannel) FileSystems.open(FileSystems.matchNewResource(path, false));
    return new NamedInput(path, channel.size(), () -> channel);
  }

  /** Opens a file. */
  private interface Opener {
    SeekableByteChannel open() throws IOException;
  }

  /** Parquet names the file so in its errors. */
  private record NamedInput(String path, long size, Opener opener) implements InputFile {
    @Override
    public long getLength() {
      return size;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      return new Input(opener.open());
    }

    @Override
    public String toString() {
      return path;
    }
  }

  private static final class Output extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Output(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class Input extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    Input(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }

    @Override
    public void readFully(ByteBuffer buffer) throws IOException {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException();
        }
      }
    }
  }
}
