package dev.bookreel.transforms.parse;

import java.io.Serializable;
import java.util.List;

/**
 * Some whole, consecutive records of one landed file: what one worker reads.
 *
 * @param path where the file lies, as Beam's FileSystems understands it
 * @param name how people know it: the path relative to the lake
 * @param file the file's place among the files of its dataset in this delivery, by name, from 0
 * @param format the form of its content
 * @param gzip whether the content is compressed; such a file is one range
 * @param header the names of the columns of a CSV file; empty for JSON
 * @param begin where the first record begins, in bytes of the (uncompressed) content
 * @param end where the last record has ended and nothing but separators follows
 * @param firstRecord the number of the first record in its file, from 1; a header has none
 */
public record FileRange(
    String path,
    String name,
    int file,
    Format format,
    boolean gzip,
    List<String> header,
    long begin,
    long end,
    long firstRecord)
    implements Serializable {
  public FileRange {
    header = List.copyOf(header);
  }
}
