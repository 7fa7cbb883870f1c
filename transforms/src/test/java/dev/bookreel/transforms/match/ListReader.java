package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.parse.Rejected;
import java.util.List;
import java.util.Set;

/** Records that were parsed before; one without rows is rejected. */
final class ListReader implements DumpReader {
  private final List<List<DumpRow>> records;
  private int position = -1;

  ListReader(List<List<DumpRow>> records) {
    this.records = records;
  }

  @Override
  public boolean next() {
    position++;
    return position < records.size();
  }

  @Override
  public long recordNumber() {
    return position + 1L;
  }

  @Override
  public List<DumpRow> rows() throws Rejected {
    if (records.get(position).isEmpty()) {
      throw new Rejected("movies.required", "The review names no movies.");
    }
    return records.get(position);
  }

  @Override
  public String raw() {
    return "{}";
  }

  @Override
  public Set<String> unknownFields() {
    return Set.of();
  }

  @Override
  public void close() {}
}
