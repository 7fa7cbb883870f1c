package dev.bookreel.transforms.stream;

import dev.bookreel.transforms.table.TableSource;
import java.io.Serializable;

/**
 * The tables that a {@link Catalogue} is made of.
 *
 * @param movies {@code trusted/movies}
 * @param users {@code trusted/users}
 * @param movieBooks {@code refined/movie_books}
 */
public record CatalogueSources(TableSource movies, TableSource users, TableSource movieBooks)
    implements Serializable {}
