package dev.bookreel.transforms.join;

import java.io.Serializable;

/**
 * The record of a book.
 *
 * @param name as the vendor's books spell it
 * @param author who wrote it
 */
record Book(String name, Author author) implements Serializable {}
