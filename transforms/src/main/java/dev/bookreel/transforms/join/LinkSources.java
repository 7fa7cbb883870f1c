package dev.bookreel.transforms.join;

import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;

/**
 * The trusted tables that links are made of; a table that was never written is one without files.
 *
 * @param reviews {@code trusted/reviews}
 * @param books {@code trusted/books}
 * @param authors {@code trusted/authors}
 * @param movies {@code trusted/movies}
 */
public record LinkSources(
    TableSource reviews, TableSource books, TableSource authors, TableSource movies)
    implements Serializable {}
