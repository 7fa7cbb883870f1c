package dev.bookreel.delta;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * How a column lies in a data file. Other writers may choose another way for the same type, such as
 * milliseconds for time stamps: read as ours, values would be wrong.
 */
final class StoredType {
  private StoredType() {}

  /**
   * Checks that a column is stored in the way that we read.
   *
   * @throws DeltaException when it is not
   */
  static void require(String file, ColumnType type, Type stored) {
    boolean readable =
        switch (type) {
          case STRING -> is(stored, PrimitiveTypeName.BINARY);
          case INT, DATE -> is(stored, PrimitiveTypeName.INT32);
          case LONG -> is(stored, PrimitiveTypeName.INT64);
          case DOUBLE -> is(stored, PrimitiveTypeName.DOUBLE);
          case BOOLEAN -> is(stored, PrimitiveTypeName.BOOLEAN);
          case TIMESTAMP -> is(stored, PrimitiveTypeName.INT64) && isMicros(stored);
          case STRINGS -> !stored.isPrimitive();
        };
    if (!readable) {
      throw new DeltaException(
          "cannot read " + file,
          "its column "
              + stored.getName()
              + " is stored as "
              + spelled(stored)
              + ", which is no "
              + type,
          "Write the table's files anew with the engine that made them");
    }
  }

  /** Parquet's own spelling of a type depends on the host's language. */
  private static String spelled(Type stored) {
    String name = stored.isPrimitive() ? name(stored).name() : "GROUP";
    return stored.getLogicalTypeAnnotation() == null
        ? name
        : name + " " + stored.getLogicalTypeAnnotation();
  }

  private static boolean is(Type stored, PrimitiveTypeName name) {
    return stored.isPrimitive() && name(stored) == name;
  }

  private static PrimitiveTypeName name(Type stored) {
    return stored.asPrimitiveType().getPrimitiveTypeName();
  }

  private static boolean isMicros(Type stored) {
    return stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() == TimeUnit.MICROS;
  }
}
