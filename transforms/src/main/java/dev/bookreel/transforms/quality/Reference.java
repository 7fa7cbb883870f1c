package dev.bookreel.transforms.quality;

import java.io.Serializable;
import java.util.List;

/**
 * What the values of a dataset are looked up in.
 *
 * @param dataset the other dataset's name
 * @param columns of its table
 */
public record Reference(String dataset, List<String> columns) implements Serializable {}
