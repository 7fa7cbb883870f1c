package dev.bookreel.delta.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Folders of a local disk.
 *
 * <p>Small files are written and synced under a temporary name beside the final one. Linking one to
 * its final name fails when that is taken, on every file system that POSIX speaks of.
 */
final class LocalDisk implements FileStore {
  static final LocalDisk INSTANCE = new LocalDisk();

  private LocalDisk() {}

  @Override
  public boolean isFile(String path) {
    return Files.isRegularFile(Path.of(path));
  }

  @Override
  public boolean isFolder(String path) {
    return Files.isDirectory(Path.of(path));
  }

  @Override
  public boolean isEmpty(String path) throws IOException {
    if (!isFolder(path)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(Path.of(path))) {
      return entries.findAny().isEmpty();
    }
  }

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(Path.of(path));
  }

  @Override
  public List<byte[]> read(List<String> paths) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (String path : paths) {
      contents.add(read(path));
    }
    return contents;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(Path.of(path));
  }

  @Override
  public NewFile create(String path) throws IOException {
    return new LocalFile(Path.of(path), temporary(Path.of(path)));
  }

  @Override
  public boolean putIfAbsent(String path, byte[] content) throws IOException {
    Path file = Path.of(path);
    Path temporary = write(file, content);
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(temporary);
    }
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    Path file = Path.of(path);
    Files.move(write(file, content), file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path write(Path file, byte[] content) throws IOException {
    Path temporary = temporary(file);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return temporary;
  }

  private static Path temporary(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return file.resolveSibling(StoragePath.UNFINISHED + UUID.randomUUID());
  }

  @Override
  public List<StoredFile> list(String folder, boolean deep, String from) throws IOException {
    Path root = Path.of(folder);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<StoredFile> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        deep ? Integer.MAX_VALUE : 1,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && (deep || file.getFileName().toString().compareTo(from) >= 0)) {
              found.add(
                  new StoredFile(
                      StoragePath.of(file),
                      attributes.size(),
                      attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // It was removed meanwhile.
            }
            throw e;
          }
        });
    found.sort(Comparator.comparing(StoredFile::path));
    return found;
  }

  @Override
  public void delete(List<String> paths) throws IOException {
    for (String path : paths) {
      Files.deleteIfExists(Path.of(path));
    }
  }

  @Override
  public void link(String from, String to) throws IOException {
    try {
      Files.createDirectories(Path.of(to).getParent());
      Files.createLink(Path.of(to), Path.of(from));
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  @Override
  public void createFolder(String path) throws IOException {
    Files.createDirectories(Path.of(path));
  }

  @Override
  public void deleteFolder(String path) throws IOException {
    Path folder = Path.of(path);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void deleteEmptyFolder(String path) throws IOException {
    try {
      Files.deleteIfExists(Path.of(path));
    } catch (DirectoryNotEmptyException e) {
      return;
    }
  }

  @Override
  public void removeUnfinished(String folder, Instant before) throws IOException {
    for (StoredFile file : list(folder, true, "")) {
      if (file.path().name().startsWith(StoragePath.UNFINISHED)
          && file.modified().isBefore(before)) {
        Files.deleteIfExists(Path.of(file.path().toString()));
      }
    }
  }

  @Override
  public void requirePutIfAbsent(String folder) {
    // A second link to a name fails on every disk.
  }
}
