package dev.bookreel.transforms.join;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** A book's record and the parts of its links, by the book's key → whole links, by the author's. */
final class JoinBooks extends DoFn<KV<String, CoGbkResult>, KV<String, Link>> {
  private static final long serialVersionUID = 1L;

  /** Before the keys of links without an author: they have nothing to meet, so they are spread. */
  private static final String NO_AUTHOR = "\u0000";

  private final TupleTag<Link> links;
  private final TupleTag<Book> books;

  JoinBooks(TupleTag<Link> links, TupleTag<Book> books) {
    this.links = links;
    this.books = books;
  }

  @ProcessElement
  public void process(
      @Element KV<String, CoGbkResult> group, OutputReceiver<KV<String, Link>> out) {
    Book book = group.getValue().getOnly(books, null);
    for (Link link : Link.addUp(group.getValue().getAll(links))) {
      Link joined = link.withBook(book);
      String author = joined.author().key();
      out.output(KV.of(author == null ? NO_AUTHOR + link.bookKey() : author, joined));
    }
  }
}
