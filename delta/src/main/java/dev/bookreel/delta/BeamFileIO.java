package dev.bookreel.delta;

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
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Lets Delta Kernel read wherever Beam's FileSystems can, and write checkpoints. Commits are not
 * its business: {@link TableLog} writes those.
 */
final class BeamFileIO implements FileIO {
  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    String folder = path.substring(0, path.lastIndexOf('/'));
    List<FileStatus> files =
        FileSystems.match(folder + "/*", EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(BeamFileIO::status)
            .filter(file -> file.getPath().compareTo(path) >= 0)
            .sorted(Comparator.comparing(FileStatus::getPath))
            .toList();
    if (files.isEmpty()) {
      throw new FileNotFoundException(path);
    }
    return new Listed(files.iterator());
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return status(FileSystems.matchSingleFileSpec(path));
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

  private static FileStatus status(MatchResult.Metadata file) {
    return FileStatus.of(file.resourceId().toString(), file.sizeBytes(), file.lastModifiedMillis());
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

  private record Input(String path, long length) implements InputFile {
    @Override
    public SeekableInputStream newStream() throws IOException {
      return new Stream(
          (SeekableByteChannel)
              FileSystems.open(FileSystems.matchSingleFileSpec(path).resourceId()));
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
        AtomicFile.replace(path, bytes.toByteArray());
      } else if (!AtomicFile.putIfAbsent(path, bytes.toByteArray())) {
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
