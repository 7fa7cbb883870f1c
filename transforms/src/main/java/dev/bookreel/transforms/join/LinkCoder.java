package dev.bookreel.transforms.join;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Encodes links compactly: they are grouped three times. */
final class LinkCoder extends CustomCoder<Link> {
  private static final long serialVersionUID = 1L;
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> OPTIONAL_TEXT = NullableCoder.of(TEXT);
  private static final Coder<List<String>> TEXTS = ListCoder.of(TEXT);
  private static final Coder<Boolean> TRUTH = BooleanCoder.of();
  private static final Coder<Long> NUMBER = VarLongCoder.of();

  @Override
  public void encode(Link link, OutputStream out) throws IOException {
    TEXT.encode(link.movieKey(), out);
    TEXT.encode(link.movieTitle(), out);
    TEXT.encode(link.bookKey(), out);
    TEXT.encode(link.bookName(), out);
    OPTIONAL_TEXT.encode(link.author().key(), out);
    OPTIONAL_TEXT.encode(link.author().name(), out);
    TRUTH.encode(link.author().known(), out);
    TEXTS.encode(link.author().nationalities(), out);
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
        new Author(
            OPTIONAL_TEXT.decode(in), OPTIONAL_TEXT.decode(in), TRUTH.decode(in), TEXTS.decode(in)),
        NUMBER.decode(in),
        NUMBER.decode(in),
        NUMBER.decode(in));
  }
}
