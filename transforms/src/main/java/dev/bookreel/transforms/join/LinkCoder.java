package dev.bookreel.transforms.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Encodes links on their way to the shard that writes them; nobody looked up an author yet. */
final class LinkCoder extends CustomCoder<Link> {
  private static final long serialVersionUID = 1L;
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<Long> NUMBER = VarLongCoder.of();

  @Override
  public void encode(Link link, OutputStream out) throws IOException {
    TEXT.encode(link.movieKey(), out);
    TEXT.encode(link.movieTitle(), out);
    TEXT.encode(link.bookKey(), out);
    TEXT.encode(link.bookName(), out);
    NUMBER.encode(link.reviews(), out);
    NUMBER.encode(link.rated(), out);
    NUMBER.encode(link.rates(), out);
  }

  @Override
  public Link decode(InputStream in) throws IOException {
    return new Link(
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        Author.NONE,
        NUMBER.decode(in),
        NUMBER.decode(in),
        NUMBER.decode(in));
  }
}
