package dev.bookreel.delta.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** What a table's log and a lake need of files, on one kind of storage. */
interface FileStore {
  boolean isFile(String path) throws IOException;

  boolean isFolder(String path) throws IOException;

  /** Whether there is no such folder, or nothing in it. */
  boolean isEmpty(String path) throws IOException;

  /** The whole content; {@link java.nio.file.NoSuchFileException} when there is none. */
  byte[] read(String path) throws IOException;

  /** The same of several files. */
  List<byte[]> read(List<String> paths) throws IOException;

  InputStream open(String path) throws IOException;

  NewFile create(String path) throws IOException;

  /** Writes a file unless there is one; false when there was. */
  boolean putIfAbsent(String path, byte[] content) throws IOException;

  /** Writes a file, in the place of another if there is one. */
  void replace(String path, byte[] content) throws IOException;

  /**
   * The files in a folder, by path; none when there is no such folder.
   *
   * @param deep whether those of folders in it count, too
   * @param from the name of the first file that is wanted; empty for all
   */
  List<StoredFile> list(String folder, boolean deep, String from) throws IOException;

  /** Removes files; those that are gone already are as good. */
  void delete(List<String> paths) throws IOException;

  /** Lets a file have another name, too, or copies it; one that has the name already stays. */
  void link(String from, String to) throws IOException;

  void createFolder(String path) throws IOException;

  void deleteFolder(String path) throws IOException;

  void deleteEmptyFolder(String path) throws IOException;

  /** Gives up what somebody began to write before a moment, and never finished. */
  void removeUnfinished(String folder, Instant before) throws IOException;

  /** Refuses storage on which two writers could both be the first. */
  void requirePutIfAbsent(String folder) throws IOException;
}
