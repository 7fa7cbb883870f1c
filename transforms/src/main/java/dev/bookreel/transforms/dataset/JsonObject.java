package dev.bookreel.transforms.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.bookreel.transforms.parse.Instants;
import dev.bookreel.transforms.parse.JsonTape;
import dev.bookreel.transforms.parse.Numbers;
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
  private static final int MISSING = -1;
  private final JsonTape record;
  private final int place;

  /** A whole record, an object. */
  JsonObject(JsonTape record) {
    this(record, JsonTape.ROOT);
  }

  private JsonObject(JsonTape record, int place) {
    this.record = record;
    this.place = place;
  }

  /** A text, clean; null when it is missing or blank. Numbers and booleans are texts, too. */
  String text(String field, String column) throws Rejected {
    int value = get(field);
    if (value == MISSING) {
      return null;
    }
    JsonNodeType type = record.type(value);
    if (type == JsonNodeType.OBJECT || type == JsonNodeType.ARRAY) {
      throw new Rejected(column + ".text", column + " is " + kind(value) + ", not a text.");
    }
    String text = record.text(value);
    if (Text.hasLoneSurrogate(text)) {
      throw new Rejected(column + ".text", column + " holds half of a surrogate pair.");
    }
    return Text.clean(text);
  }

  /** A text that must be there. */
  String requiredText(String field, String column) throws Rejected {
    return Text.required(text(field, column), column);
  }

  /**
   * A whole number from 0, given as a number or as a text; null when it is missing.
   *
   * @throws Rejected as {@link Numbers#parseInt} does
   */
  Integer wholeNumber(String field, String column) throws Rejected {
    String text = text(field, column);
    if (text == null) {
      return null;
    }
    boolean isNumber = record.type(get(field)) == JsonNodeType.NUMBER;
    return Numbers.parseInt(isNumber ? Numbers.shortest(text) : text, column);
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
    int value = get(field);
    return value == MISSING ? new JsonObject(record, MISSING) : objectOf(value, field);
  }

  /** The objects of an array within; none when it is missing. Nulls between them are left out. */
  List<JsonObject> objects(String field) throws Rejected {
    int value = get(field);
    if (value == MISSING) {
      return List.of();
    }
    if (record.type(value) != JsonNodeType.ARRAY) {
      throw new Rejected(field + ".array", field + " is " + kind(value) + ", not an array.");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (int element = value + 1; element < record.end(value); element = record.end(element)) {
      if (record.type(element) != JsonNodeType.NULL) {
        objects.add(objectOf(element, field));
      }
    }
    return objects;
  }

  /** The place of a field that is there and not null. */
  private int get(String field) {
    int value = place == MISSING ? MISSING : record.field(place, field);
    return value == MISSING || record.type(value) == JsonNodeType.NULL ? MISSING : value;
  }

  private JsonObject objectOf(int value, String field) throws Rejected {
    if (record.type(value) != JsonNodeType.OBJECT) {
      throw new Rejected(field + ".object", field + " holds " + kind(value) + ", not an object.");
    }
    return new JsonObject(record, value);
  }

  private String kind(int value) {
    return switch (record.type(value)) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      default -> "a text";
    };
  }
}
