package dev.bookreel.delta;

import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.delta.storage.StoredFile;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Lets Delta Kernel read a table's log wherever it lies, and write checkpoints. Commits are not its
 * business: {@link TableLog} writes those.
 *
 * <p>Files of the log are small, never change, and are asked for several times while a snapshot is
 * made: each is read once and kept until a listing finds another one under its name.
 */
final class StorageFileIO implements FileIO {
  /** A checkpoint may be large; commits are not. */
  private static final int MOST_KEPT = 1 << 20;

  private record Kept(FileStatus file, ByteBuffer content) {}

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, FileStatus> listed = new ConcurrentHashMap<>();

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    List<FileStatus> files =
        StoragePath.of(path.substring(0, slash)).filesFrom(path.substring(slash + 1)).stream()
            .map(StorageFileIO::status)
            .toList();
    if (files.isEmpty()) {
      throw new FileNotFoundException(path);
    }
    for (FileStatus file : files) {
      listed.put(file.getPath(), file);
    }
    return new Listed(files.iterator());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    return StoragePath.of(path.substring(0, slash)).filesFrom(path.substring(slash + 1)).stream()
        .filter(file -> file.path().toString().equals(path))
        .findFirst()
        .map(StorageFileIO::status)
        .orElseThrow(() -> new FileNotFoundException(path));
  }

  @Override
  public String resolvePath(String path) {
    return path;
  }

  @Override
  public boolean mkdirs(String path) {
    throw readOnly();
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new Input(path, size);
  }

  private byte[] content(String path) throws IOException {
    FileStatus file = listed.get(path);
    Kept known = kept.get(path);
    if (known != null && file != null && isSame(known.file(), file)) {
      return known.content().array();
    }
    byte[] content;
    try {
      content = StoragePath.of(path).read();
    } catch (NoSuchFileException e) {
      throw (IOException) new FileNotFoundException(path).initCause(e);
    }
    if (file != null && content.length <= MOST_KEPT) {
      kept.put(path, new Kept(file, ByteBuffer.wrap(content)));
    }
    return content;
  }

  private static boolean isSame(FileStatus left, FileStatus right) {
    return left.getSize() == right.getSize()
        && left.getModificationTime() == right.getModificationTime();
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new Output(path);
  }

  @Override
  public boolean delete(String path) {
    throw readOnly();
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("Kernel only reads here, and writes checkpoints");
  }

  private static FileStatus status(StoredFile file) {
    return FileStatus.of(file.path().toString(), file.size(), file.modified().toEpochMilli());
  }

  private record Listed(Iterator<FileStatus> files) implements CloseableIterator<FileStatus> {
    @Override
    public boolean hasNext() {
      return files.hasNext();
    }

    @Override
    public FileStatus next() {
      return files.next();
    }

    @Override
    public void close() {}
  }

  private final class Input implements InputFile {
    private final String path;
    private final long length;

    Input(String path, long length) {
      this.path = path;
      this.length = length;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      return new Stream(new SeekableInMemoryByteChannel(content(path)));
    }
  }

  /**
   * A checkpoint, or the file that names the last one: small enough to be held until it is whole.
   */
  private record Output(String path) implements OutputFile {
    @Override
    public PositionOutputStream create(boolean putIfAbsent) {
      return new Whole(path, putIfAbsent);
    }

    @Override
    public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
        throws IOException {
      try (Whole file = new Whole(path, !overwrite)) {
        while (lines.hasNext()) {
          file.write((lines.next() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Shows a file once it is whole. */
  private static final class Whole extends PositionOutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String path;
    private final boolean putIfAbsent;

    Whole(String path, boolean putIfAbsent) {
      this.path = path;
      this.putIfAbsent = putIfAbsent;
    }

    @Override
    public long getPos() {
      return bytes.size();
    }

    @Override
    public void write(int value) {
      bytes.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!putIfAbsent) {
        StoragePath.of(path).replace(bytes.toByteArray());
      } else if (!StoragePath.of(path).putIfAbsent(bytes.toByteArray())) {
        throw new FileAlreadyExistsException(path);
      }
    }
  }

  private static final class Stream extends SeekableInputStream {
    private final SeekableByteChannel channel;
    private final InputStream in;

    Stream(SeekableByteChannel channel) {
      this.channel = channel;
      this.in = Channels.newInputStream(channel);
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
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      if (in.readNBytes(bytes, offset, length) < length) {
        throw new EOFException();
      }
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
