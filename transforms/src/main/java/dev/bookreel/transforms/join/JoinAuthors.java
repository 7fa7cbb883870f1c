package dev.bookreel.transforms.join;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** An author's record and links, by the author's key → the links, by the movie's key. */
final class JoinAuthors extends DoFn<KV<String, CoGbkResult>, KV<String, Link>> {
  private static final long serialVersionUID = 1L;
  private final TupleTag<Link> links;
  private final TupleTag<Author> authors;

  JoinAuthors(TupleTag<Link> links, TupleTag<Author> authors) {
    this.links = links;
    this.authors = authors;
  }

  @ProcessElement
  public void process(
      @Element KV<String, CoGbkResult> group, OutputReceiver<KV<String, Link>> out) {
    Author author = group.getValue().getOnly(authors, null);
    for (Link link : group.getValue().getAll(links)) {
      out.output(KV.of(link.movieKey(), link.withAuthor(author)));
    }
  }
}
