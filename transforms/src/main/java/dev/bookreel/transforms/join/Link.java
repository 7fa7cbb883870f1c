package dev.bookreel.transforms.join;

/**
 * A movie and a book that reviews link.
 *
 * @param movieKey match key
 * @param movieTitle the smallest spelling, until the catalogue knows better
 * @param bookKey match key
 * @param bookName the smallest spelling, until the book's record knows better
 * @param author who wrote the book
 * @param reviews how many reviews link the two
 * @param rated how many of them have a rate
 * @param rates the sum of these rates
 */
record Link(
    String movieKey,
    String movieTitle,
    String bookKey,
    String bookName,
    Author author,
    long reviews,
    long rated,
    long rates) {
  /** The same as the book's record has it; null when it has none. */
  Link withBook(Book book) {
    return book == null ? this : with(movieTitle, book.name(), book.author());
  }

  /** The same with the catalogue's title; null when it has none. */
  Link withTitle(String title) {
    return title == null ? this : with(title, bookName, author);
  }

  /** The mean rate; null when no review has one. */
  Double averageRate() {
    return rated == 0 ? null : (double) rates / rated;
  }

  private Link with(String newTitle, String newBook, Author newAuthor) {
    return new Link(movieKey, newTitle, bookKey, newBook, newAuthor, reviews, rated, rates);
  }
}
