package dev.bookreel.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.Field;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The types a column can have, in Beam's, Delta's and Parquet's words. */
enum ColumnType {
  STRING("string"),
  INT("integer"),
  LONG("long"),
  DOUBLE("double"),
  BOOLEAN("boolean"),
  DATE("date"),
  TIMESTAMP("timestamp"),
  STRINGS("array");

  private static final ObjectMapper JSON = new ObjectMapper();
  private final String delta;

  ColumnType(String delta) {
    this.delta = delta;
  }

  /**
   * The type of a Beam field.
   *
   * @throws IllegalArgumentException when tables cannot hold it
   */
  static ColumnType of(Field field) {
    FieldType type = field.getType();
    if (type.getTypeName().isLogicalType()) {
      String identifier = type.getLogicalType().getIdentifier();
      if (SqlTypes.DATE.getIdentifier().equals(identifier)) {
        return DATE;
      }
      if (MicrosInstant.IDENTIFIER.equals(identifier)) {
        return TIMESTAMP;
      }
    }
    for (ColumnType candidate : values()) {
      if (candidate.beam().withNullable(type.getNullable()).equals(type)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "column " + field.getName() + " has a type that tables cannot hold: " + type);
  }

  /** A schema as Delta's metadata spells it. */
  static String toDelta(Schema schema) {
    ObjectNode struct = JSON.createObjectNode().put("type", "struct");
    ArrayNode fields = struct.putArray("fields");
    for (Field field : schema.getFields()) {
      ColumnType type = of(field);
      ObjectNode node = fields.addObject().put("name", field.getName());
      if (type == STRINGS) {
        node.putObject("type")
            .put("type", "array")
            .put("elementType", "string")
            .put("containsNull", false);
      } else {
        node.put("type", type.delta);
      }
      node.put("nullable", field.getType().getNullable());
      ObjectNode metadata = node.putObject("metadata");
      if (!field.getDescription().isEmpty()) {
        metadata.put("comment", field.getDescription());
      }
    }
    return struct.toString();
  }

  /**
   * A schema from Delta's metadata.
   *
   * @throws DeltaException when a column has a type that Beam rows of ours cannot hold
   */
  static Schema fromDelta(String json) {
    Schema.Builder schema = Schema.builder();
    JsonNode struct;
    try {
      struct = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new DeltaException("the table's schema cannot be read", "repair its log", e);
    }
    for (JsonNode node : struct.path("fields")) {
      FieldType type = beam(node);
      String comment = node.path("metadata").path("comment").asText("");
      schema.addField(
          Field.of(node.path("name").asText(), type.withNullable(node.path("nullable").asBoolean()))
              .withDescription(comment));
    }
    return schema.build();
  }

  /** The columns of a data file: all but the partition columns. */
  static MessageType toParquet(Schema schema, Set<String> without) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Field field : schema.getFields()) {
      if (!without.contains(field.getName())) {
        message.addField(parquet(field));
      }
    }
    return message.named("row");
  }

  private static Type parquet(Field field) {
    Repetition repetition =
        field.getType().getNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = field.getName();
    return switch (of(field)) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(name);
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case STRINGS ->
          Types.list(repetition)
              .element(
                  Types.required(PrimitiveTypeName.BINARY)
                      .as(LogicalTypeAnnotation.stringType())
                      .named("element"))
              .named(name);
    };
  }

  private static FieldType beam(JsonNode field) {
    JsonNode type = field.path("type");
    String word = type.isObject() ? type.path("type").asText() : type.asText();
    for (ColumnType candidate : values()) {
      boolean otherList =
          candidate == STRINGS && !type.path("elementType").asText().equals("string");
      if (candidate.delta.equals(word) && !otherList) {
        return candidate.beam();
      }
    }
    throw new DeltaException(
        "the table cannot be read",
        "its column " + field.path("name").asText() + " has the type " + type,
        "Read the table with another engine");
  }

  private FieldType beam() {
    return switch (this) {
      case STRING -> FieldType.STRING;
      case INT -> FieldType.INT32;
      case LONG -> FieldType.INT64;
      case DOUBLE -> FieldType.DOUBLE;
      case BOOLEAN -> FieldType.BOOLEAN;
      case DATE -> FieldType.logicalType(SqlTypes.DATE);
      case TIMESTAMP -> FieldType.logicalType(SqlTypes.TIMESTAMP);
      case STRINGS -> FieldType.array(FieldType.STRING);
    };
  }
}
