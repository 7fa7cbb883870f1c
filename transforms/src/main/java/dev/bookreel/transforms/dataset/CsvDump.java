package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.CsvReader;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.parse.Rejected;
import java.util.List;
import java.util.Set;

/** A full dump that comes as CSV with a header. */
abstract class CsvDump extends Dump {
  private static final long serialVersionUID = 1L;

  /**
   * The key of one record: a row in which nothing else need be set.
   *
   * @throws Rejected when it cannot be told
   */
  abstract DumpRow key(CsvRecord record) throws Rejected;

  /**
   * The row of one record.
   *
   * @throws Rejected when the record belongs in quarantine
   */
  abstract DumpRow parse(CsvRecord record) throws Rejected;

  @Override
  public final Source source() {
    return Source.INTERNAL;
  }

  @Override
  public final Set<Format> formats() {
    return Set.of(Format.CSV);
  }

  @Override
  public final KnownFields fields() {
    return KnownFields.ofColumns(requiredColumns());
  }

  @Override
  public final DumpReader open(FileRange range) {
    return new Reader(CsvReader.open(range), Fields.ofColumns(range.header()));
  }

  private final class Reader implements DumpReader {
    private final CsvReader csv;
    private final Fields fields;

    Reader(CsvReader csv, Fields fields) {
      this.csv = csv;
      this.fields = fields;
    }

    @Override
    public boolean next() {
      return csv.next();
    }

    @Override
    public long recordNumber() {
      return csv.recordNumber();
    }

    @Override
    public List<DumpRow> rows() throws Rejected {
      if (csv.problem() != null) {
        throw csv.problem();
      }
      return List.of(parse(this::text));
    }

    @Override
    public List<DumpRow> keys() {
      try {
        return csv.problem() == null ? List.of(key(this::text)) : List.of();
      } catch (Rejected unknown) {
        return List.of();
      }
    }

    private String text(String column) throws Rejected {
      int position = csv.column(column);
      return position < 0 ? null : csv.text(position);
    }

    @Override
    public String raw() {
      return csv.raw();
    }

    @Override
    public Fields fields() {
      return fields;
    }

    @Override
    public void close() {
      csv.close();
    }
  }
}
