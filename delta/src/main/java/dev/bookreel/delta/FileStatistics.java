package dev.bookreel.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;

/**
 * Delta's per-file statistics, from what Parquet gathered while it wrote.
 *
 * <p>Texts are cut at 32 code points, the maximum with U+10FFFF behind it; time stamps have
 * milliseconds in the log, so the minimum is rounded down and the maximum up.
 */
final class FileStatistics {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_CODE_POINTS = 32;
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FileStatistics() {}

  static String of(ParquetMetadata footer, Schema schema, long rows) {
    ObjectNode stats = JSON.createObjectNode().put("numRecords", rows);
    ObjectNode min = stats.putObject("minValues");
    ObjectNode max = stats.putObject("maxValues");
    ObjectNode nulls = stats.putObject("nullCount");
    for (Schema.Field field : schema.getFields()) {
      ColumnType type = ColumnType.of(field);
      Statistics<?> column = merged(footer, field.getName());
      if (column == null || type == ColumnType.STRINGS) {
        continue;
      }
      nulls.put(field.getName(), column.getNumNulls());
      if (column.hasNonNullValue()) {
        putBound(min, field.getName(), type, column.genericGetMin(), false);
        putBound(max, field.getName(), type, column.genericGetMax(), true);
      }
    }
    return stats.toString();
  }

  private static Statistics<?> merged(ParquetMetadata footer, String column) {
    Statistics<?> merged = null;
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String[] path = chunk.getPath().toArray();
        if (path.length == 1 && path[0].equals(column)) {
          if (merged == null) {
            merged = chunk.getStatistics().copy();
          } else {
            merged.mergeStatistics(chunk.getStatistics());
          }
        }
      }
    }
    return merged;
  }

  private static void putBound(
      ObjectNode bounds, String column, ColumnType type, Object value, boolean upper) {
    switch (type) {
      case STRING -> bounds.put(column, cut(((Binary) value).toStringUsingUTF8(), upper));
      case INT -> bounds.put(column, (Integer) value);
      case LONG -> bounds.put(column, (Long) value);
      case DOUBLE -> {
        if (Double.isFinite((Double) value)) {
          bounds.put(column, (Double) value);
        }
      }
      case DATE -> bounds.put(column, LocalDate.ofEpochDay((Integer) value).toString());
      case TIMESTAMP -> {
        long micros = (Long) value;
        long millis = upper ? -Math.floorDiv(-micros, 1000L) : Math.floorDiv(micros, 1000L);
        bounds.put(column, MILLIS.format(Instant.ofEpochMilli(millis)));
      }
      case BOOLEAN, STRINGS -> {} // Delta has no bounds for these
    }
  }

  private static String cut(String text, boolean upper) {
    if (text.codePointCount(0, text.length()) <= MOST_CODE_POINTS) {
      return text;
    }
    String head = text.substring(0, text.offsetByCodePoints(0, MOST_CODE_POINTS));
    return upper ? head + Character.toString(Character.MAX_CODE_POINT) : head;
  }
}
