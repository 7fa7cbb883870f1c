package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.dataset.Fields;
import dev.bookreel.transforms.parse.Rejected;
import java.util.List;

/** Records that were parsed before, some of which are rejected. */
final class ListReader implements DumpReader {
  /**
   * A record.
   *
   * @param rejected whether it is rejected, as is one without rows
   */
  record Parsed(List<DumpRow> rows, boolean rejected) {}

  private final List<Parsed> records;
  private int position = -1;

  ListReader(List<Parsed> records) {
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
    Parsed record = records.get(position);
    if (record.rejected() || record.rows().isEmpty()) {
      throw new Rejected("movies.required", "The review names no movies.");
    }
    return record.rows();
  }

  @Override
  public List<DumpRow> keys() {
    return records.get(position).rows();
  }

  @Override
  public String raw() {
    return "{}";
  }

  @Override
  public Fields fields() {
    return Fields.NONE;
  }

  @Override
  public void close() {}
}
