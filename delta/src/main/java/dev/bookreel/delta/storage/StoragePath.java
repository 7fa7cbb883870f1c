package dev.bookreel.delta.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A file or folder of a local disk, or of a bucket of S3.
 *
 * <p>Its text is an absolute path, or {@code s3://bucket/key}. Folders of a bucket are what keys
 * have before a slash: there is one as long as there is a file in it. All that touches storage
 * throws an {@link IOException}; {@link StorageFailure} finds what people can do about it.
 */
public final class StoragePath implements Comparable<StoragePath> {
  /** How names begin that are for the moment only. */
  static final String UNFINISHED = ".tmp-";

  static final String S3 = "s3://";
  private final FileStore store;
  private final String path;

  private StoragePath(FileStore store, String path) {
    this.store = store;
    this.path = path;
  }

  /**
   * Understands a location.
   *
   * @param location a path, a {@code file:} URI, or {@code s3://bucket/prefix}
   * @throws IllegalArgumentException when it is none of them; the message says why
   */
  public static StoragePath of(String location) {
    if (location.startsWith(S3)) {
      return new StoragePath(S3Store.INSTANCE, S3Key.normalized(location));
    }
    if (location.startsWith("file:")) {
      return of(Path.of(URI.create(location)));
    }
    if (location.contains("://")) {
      throw new IllegalArgumentException("there are folders of a disk, and s3://bucket/prefix");
    }
    return of(Path.of(location));
  }

  /** A path that a listing found, whatever characters are in it. */
  static StoragePath found(String s3Path) {
    return new StoragePath(S3Store.INSTANCE, s3Path);
  }

  /** A path of the local disk. */
  public static StoragePath of(Path path) {
    return new StoragePath(LocalDisk.INSTANCE, path.toAbsolutePath().normalize().toString());
  }

  /** A file or folder below this one. */
  public StoragePath resolve(String relative) {
    return new StoragePath(store, path + "/" + relative);
  }

  /** The folder it is in. */
  public StoragePath parent() {
    return new StoragePath(store, path.substring(0, path.lastIndexOf('/')));
  }

  /** The last part of its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How it is called below another one. */
  public String relativeTo(StoragePath ancestor) {
    if (!path.startsWith(ancestor.path + "/")) {
      throw new IllegalArgumentException(path + " is not below " + ancestor);
    }
    return path.substring(ancestor.path.length() + 1);
  }

  /**
   * A new name in this folder for what gets its own later; {@link #removeUnfinished} removes it.
   */
  public StoragePath unfinished() {
    return resolve(UNFINISHED + UUID.randomUUID());
  }

  /** Whether it is on a disk of this machine. */
  public boolean isLocal() {
    return store == LocalDisk.INSTANCE;
  }

  /** Whether there is such a file. */
  public boolean isFile() throws IOException {
    return store.isFile(path);
  }

  /** Whether there is such a folder. */
  public boolean isFolder() throws IOException {
    return store.isFolder(path);
  }

  /** Whether there is no such folder, or nothing in it. */
  public boolean isEmpty() throws IOException {
    return store.isEmpty(path);
  }

  /**
   * All of its bytes.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such file
   */
  public byte[] read() throws IOException {
    return store.read(path);
  }

  /** All bytes of files of one storage, in their order. */
  public static List<byte[]> read(List<StoragePath> files) throws IOException {
    return files.isEmpty()
        ? List.of()
        : files.get(0).store.read(files.stream().map(StoragePath::toString).toList());
  }

  /**
   * Its bytes, one after another.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such file
   */
  public InputStream open() throws IOException {
    return store.open(path);
  }

  /** Begins to write it; nobody sees it before it is closed. */
  public NewFile create() throws IOException {
    return store.create(path);
  }

  /**
   * Writes it whole unless there is one: of any number of writers exactly one does.
   *
   * @return false when there was one
   */
  public boolean putIfAbsent(byte[] content) throws IOException {
    return store.putIfAbsent(path, content);
  }

  /** Writes it whole, in the place of another if there is one. */
  public void replace(byte[] content) throws IOException {
    store.replace(path, content);
  }

  /** The files in this folder, by name. */
  public List<StoredFile> files() throws IOException {
    return store.list(path, false, "");
  }

  /** The files in this folder that come, by name, not before another. */
  public List<StoredFile> filesFrom(String name) throws IOException {
    return store.list(path, false, name);
  }

  /** The files in this folder and in those below it, by path. */
  public List<StoredFile> allFiles() throws IOException {
    return store.list(path, true, "");
  }

  /** Removes the file if there is one. */
  public void delete() throws IOException {
    store.delete(List.of(path));
  }

  /** Removes files of one storage; those that are gone already are as good. */
  public static void delete(List<StoragePath> files) throws IOException {
    if (!files.isEmpty()) {
      files.get(0).store.delete(files.stream().map(StoragePath::toString).toList());
    }
  }

  /** Lets the file have another name, too; on S3 that is a copy. A file of that name stays. */
  public void linkTo(StoragePath other) throws IOException {
    store.link(path, other.path);
  }

  /** Makes the folder where folders are made. */
  public void createFolder() throws IOException {
    store.createFolder(path);
  }

  /** Removes the folder with all that is in it. */
  public void deleteFolder() throws IOException {
    store.deleteFolder(path);
  }

  /** Removes the folder if there is one without anything in it. */
  public void deleteEmptyFolder() throws IOException {
    store.deleteEmptyFolder(path);
  }

  /**
   * Gives up what somebody began to write in this folder before a moment and never finished: files
   * under names for the moment, and parts of uploads, which S3 keeps until they are given up.
   */
  public void removeUnfinished(Instant before) throws IOException {
    store.removeUnfinished(path, before);
  }

  /**
   * Makes sure that {@link #putIfAbsent} keeps its word in this folder.
   *
   * @throws IOException when the storage lets a second writer replace what the first one wrote
   */
  public void requirePutIfAbsent() throws IOException {
    store.requirePutIfAbsent(path);
  }

  @Override
  public int compareTo(StoragePath other) {
    return path.compareTo(other.path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoragePath that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
