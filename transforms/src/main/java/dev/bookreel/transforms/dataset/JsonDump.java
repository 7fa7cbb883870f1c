package dev.bookreel.transforms.dataset;

import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.parse.JsonReader;
import dev.bookreel.transforms.parse.JsonTape;
import dev.bookreel.transforms.parse.Rejected;
import java.util.List;
import java.util.Set;

/** A full dump that comes as a JSON array or as JSON Lines. */
abstract class JsonDump extends Dump {
  private static final long serialVersionUID = 1L;

  /**
   * The keys of one record, at least one, all different: rows in which nothing else need be set.
   *
   * @throws Rejected when they cannot be told
   */
  abstract List<DumpRow> keys(JsonObject record) throws Rejected;

  /**
   * The rows of one record, at least one, all with different keys.
   *
   * @throws Rejected when the record belongs in quarantine
   */
  abstract List<DumpRow> parse(JsonObject record) throws Rejected;

  @Override
  public final Source source() {
    return Source.VENDOR;
  }

  @Override
  public final Set<Format> formats() {
    return Set.of(Format.JSON_ARRAY, Format.JSON_LINES);
  }

  @Override
  public final List<String> requiredColumns() {
    return List.of();
  }

  @Override
  public final DumpReader open(FileRange range) {
    return new Reader(JsonReader.open(range));
  }

  private final class Reader implements DumpReader {
    private final JsonReader json;
    private final FieldTree fields = JsonDump.this.fields().tree();

    /** Null where a record cannot be read at all. */
    private JsonTape record;

    Reader(JsonReader json) {
      this.json = json;
    }

    @Override
    public boolean next() {
      return json.next();
    }

    @Override
    public long recordNumber() {
      return json.recordNumber();
    }

    @Override
    public List<DumpRow> rows() throws Rejected {
      record = null;
      record = json.object();
      return parse(new JsonObject(record));
    }

    @Override
    public List<DumpRow> keys() {
      try {
        return JsonDump.this.keys(new JsonObject(json.object()));
      } catch (Rejected unknown) {
        return List.of();
      }
    }

    @Override
    public String raw() {
      return json.raw();
    }

    @Override
    public void noteFields() {
      if (record != null) {
        fields.add(record);
      }
    }

    @Override
    public Fields fields() {
      return fields.fields();
    }

    @Override
    public void close() {
      json.close();
    }
  }
}
