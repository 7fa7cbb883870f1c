package dev.bookreel.transforms.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.bookreel.transforms.parse.Instants;
import dev.bookreel.transforms.parse.Rejected;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object that is asked for values of certain kinds.
 *
 * <p>Every question names the field, and the column that it is meant for: rules and messages speak
 * of columns. A field that is missing is the same as one that is null.
 */
final class JsonObject {
  private final JsonNode node;

  /** Wraps a node, an object. */
  JsonObject(JsonNode node) {
    this.node = node;
  }

  /** The field as it stands, or null. */
  JsonNode get(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** A text, clean; null when it is missing or blank. Numbers and booleans are texts, too. */
  String text(String field, String column) throws Rejected {
    JsonNode value = get(field);
    if (value == null) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new Rejected(column + ".text", column + " is " + kind(value) + ", not a text.");
    }
    String text = value.asText();
    if (Text.hasLoneSurrogate(text)) {
      throw new Rejected(column + ".text", column + " holds half of a surrogate pair.");
    }
    return Text.clean(text);
  }

  /** A text that must be there. */
  String requiredText(String field, String column) throws Rejected {
    return Text.required(text(field, column), column);
  }

  /** An instant, in microseconds since the epoch; null when it is missing. */
  Long instant(String field, String column) throws Rejected {
    String text = text(field, column);
    return text == null ? null : Instants.parseMicros(text, column);
  }

  /** A date in its own offset, in days since the epoch; null when it is missing. */
  Integer date(String field, String column) throws Rejected {
    String text = text(field, column);
    return text == null ? null : Instants.parseLocalDate(text, column);
  }

  /** An object within; an empty one when it is missing. */
  JsonObject object(String field) throws Rejected {
    JsonNode value = get(field);
    return value == null ? new JsonObject(MissingNode.getInstance()) : objectOf(value, field);
  }

  /** The objects of an array within; none when it is missing. Nulls between them are left out. */
  List<JsonObject> objects(String field) throws Rejected {
    JsonNode value = get(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new Rejected(field + ".array", field + " is " + kind(value) + ", not an array.");
    }
    List<JsonObject> objects = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      if (!element.isNull()) {
        objects.add(objectOf(element, field));
      }
    }
    return objects;
  }

  private static JsonObject objectOf(JsonNode value, String field) throws Rejected {
    if (!value.isObject()) {
      throw new Rejected(field + ".object", field + " holds " + kind(value) + ", not an object.");
    }
    return new JsonObject(value);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "a text";
    };
  }
}
