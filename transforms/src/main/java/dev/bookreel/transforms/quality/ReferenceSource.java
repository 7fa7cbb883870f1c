package dev.bookreel.transforms.quality;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;
import java.util.List;

/**
 * Where the values of a reference are: in the dataset's table, and in its dump that is about to
 * come.
 *
 * @param ranges of the dump's files; none when the table holds it already
 */
public record ReferenceSource(
    Reference reference, Dump dataset, TableSource table, List<FileRange> ranges)
    implements Serializable {}
