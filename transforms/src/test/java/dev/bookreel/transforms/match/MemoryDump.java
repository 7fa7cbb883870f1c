package dev.bookreel.transforms.match;

import dev.bookreel.transforms.dataset.Dump;
import dev.bookreel.transforms.dataset.DumpReader;
import dev.bookreel.transforms.dataset.DumpRow;
import dev.bookreel.transforms.dataset.KnownFields;
import dev.bookreel.transforms.dataset.Source;
import dev.bookreel.transforms.parse.FileRange;
import dev.bookreel.transforms.parse.Format;
import dev.bookreel.transforms.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** A dataset whose ranges are lists of records in memory: a key, and a value that may be null. */
final class MemoryDump extends Dump {
  private static final long serialVersionUID = 1L;
  private static final FieldType DATE = FieldType.logicalType(SqlTypes.DATE);
  private static final Map<String, List<ListReader.Parsed>> RANGES = new ConcurrentHashMap<>();

  static final Table TABLE =
      new Table(
          "trusted/things",
          "A version of a thing.",
          Schema.builder()
              .addNullableField("value", FieldType.STRING)
              .addStringField("key")
              .addField("valid_from", DATE)
              .addNullableField("valid_to", DATE)
              .addNullableField("deleted_on", DATE)
              .build(),
          List.of());

  /** Keeps the records of a range. */
  static FileRange range(String path, int number, List<ListReader.Parsed> records) {
    RANGES.put(path, records);
    return new FileRange(path, path, number, Format.JSON_LINES, false, List.of(), 0, 0, 1);
  }

  static DumpRow row(String key, String value) {
    return new DumpRow(TABLE).set("key", key).set("value", value);
  }

  @Override
  public String name() {
    return "things";
  }

  @Override
  public Source source() {
    return Source.VENDOR;
  }

  @Override
  public Set<Format> formats() {
    return Set.of(Format.JSON_LINES);
  }

  @Override
  public List<String> requiredColumns() {
    return List.of();
  }

  @Override
  public KnownFields fields() {
    return KnownFields.none();
  }

  @Override
  public Table table() {
    return TABLE;
  }

  @Override
  public List<String> keyColumns() {
    return List.of("key");
  }

  @Override
  public DumpReader open(FileRange range) {
    return new ListReader(RANGES.get(range.path()));
  }
}
