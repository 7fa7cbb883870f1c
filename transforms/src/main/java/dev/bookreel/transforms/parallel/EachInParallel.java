package dev.bookreel.transforms.parallel;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Starts a pipeline with a few coarse elements, each of which becomes a unit of work of its own.
 *
 * <p>{@code Create} puts all its elements into one partition on the Spark runner, {@code Reshuffle}
 * throws them into as many as there are cores, by chance unevenly. A source that splits into one
 * source an element lets the runner hand out the next one to whoever is free.
 *
 * @param <T> the elements: file ranges, files, groups of files
 */
public final class EachInParallel<T extends Serializable>
    extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1L;
  private final List<T> elements;
  private final Coder<T> coder;

  private EachInParallel(List<T> elements, Coder<T> coder) {
    this.elements = List.copyOf(elements);
    this.coder = coder;
  }

  /** These elements, in no order. */
  public static <T extends Serializable> EachInParallel<T> of(List<T> elements, Coder<T> coder) {
    return new EachInParallel<>(elements, coder);
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    return begin.apply(Read.from(new ListSource<>(elements, coder)));
  }

  private static final class ListSource<T extends Serializable> extends BoundedSource<T> {
    private static final long serialVersionUID = 1L;
    private final List<T> elements;
    private final Coder<T> coder;

    ListSource(List<T> elements, Coder<T> coder) {
      this.elements = elements;
      this.coder = coder;
    }

    @Override
    public List<ListSource<T>> split(long desiredBundleSizeBytes, PipelineOptions options) {
      return elements.stream().map(element -> new ListSource<>(List.of(element), coder)).toList();
    }

    @Override
    public long getEstimatedSizeBytes(PipelineOptions options) {
      return elements.size();
    }

    @Override
    public Coder<T> getOutputCoder() {
      return coder;
    }

    @Override
    public BoundedReader<T> createReader(PipelineOptions options) {
      return new ListReader<>(this);
    }
  }

  private static final class ListReader<T extends Serializable>
      extends BoundedSource.BoundedReader<T> {
    private final ListSource<T> source;
    private int position = -1;

    ListReader(ListSource<T> source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      position++;
      return position < source.elements.size();
    }

    @Override
    public T getCurrent() {
      if (position < 0 || position >= source.elements.size()) {
        throw new NoSuchElementException();
      }
      return source.elements.get(position);
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<T> getCurrentSource() {
      return source;
    }
  }
}
