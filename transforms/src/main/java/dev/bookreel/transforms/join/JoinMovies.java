package dev.bookreel.transforms.join;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** A movie's title and links, by the movie's key → the links, by the file they belong to. */
final class JoinMovies extends DoFn<KV<String, CoGbkResult>, KV<Integer, Link>> {
  private static final long serialVersionUID = 1L;
  private final TupleTag<Link> links;
  private final TupleTag<String> titles;
  private final int files;

  JoinMovies(TupleTag<Link> links, TupleTag<String> titles, int files) {
    this.links = links;
    this.titles = titles;
    this.files = files;
  }

  @ProcessElement
  public void process(
      @Element KV<String, CoGbkResult> group, OutputReceiver<KV<Integer, Link>> out) {
    String title = group.getValue().getOnly(titles, null);
    int file = Math.floorMod(group.getKey().hashCode(), files);
    for (Link link : group.getValue().getAll(links)) {
      out.output(KV.of(file, link.withTitle(title)));
    }
  }
}
