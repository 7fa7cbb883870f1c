package dev.bookreel.pipelines.land;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.bookreel.delta.storage.StoragePath;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.LandingScan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * What was delivered of one dataset at once, as it lies in the raw zone; kept beside its files as
 * {@code _delivery.json}.
 *
 * @param dataset its name
 * @param date the date it was delivered for
 * @param id of the whole delivery of its source, from its content
 * @param files in the order of their names
 */
public record Delivery(String dataset, String date, String id, List<LandedFile> files) {
  /** The name of the record beside the files. */
  static final String RECORD = "_delivery.json";

  /**
   * A file as it was received, byte for byte.
   *
   * @param size in bytes
   * @param sha256 of its bytes, in hex
   * @param gzip whether it is compressed
   * @param content what the landing scan found
   */
  public record LandedFile(
      String name, long size, String sha256, boolean gzip, LandingScan.Result content) {}

  /** What was delivered of this dataset, from the names and the content of its files. */
  @JsonIgnore
  public String contentId() {
    MessageDigest digest = Hashes.sha256();
    for (LandedFile file : files) {
      digest.update((file.name() + '\n' + file.sha256() + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return Hashes.shortHex(digest);
  }

  /** The number of records in all files. */
  @JsonIgnore
  public long records() {
    return files.stream().mapToLong(file -> file.content().records()).sum();
  }

  /** The size of all files, in bytes. */
  @JsonIgnore
  public long bytes() {
    return files.stream().mapToLong(LandedFile::size).sum();
  }

  /**
   * All ranges of all files.
   *
   * @param folder where the files lie
   * @param name the folder's name to people
   */
  public List<FileRange> ranges(StoragePath folder, String name) {
    List<FileRange> ranges = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      LandedFile landed = files.get(file);
      ranges.addAll(
          landed
              .content()
              .ranges(
                  folder.resolve(landed.name()).toString(),
                  name + "/" + landed.name(),
                  file,
                  landed.gzip()));
    }
    return ranges;
  }
}
