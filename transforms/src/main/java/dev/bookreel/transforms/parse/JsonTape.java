package dev.bookreel.transforms.parse;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.Arrays;

/**
 * A JSON value and all that it holds, one after the other, each by its place: what an object or
 * array holds stands behind it. It is filled again for each record.
 *
 * <p>A tree of objects for each record of a dump costs more than what is read from it.
 */
public final class JsonTape {
  /** The place of the value that holds all others. */
  public static final int ROOT = 0;

  private static final int FEW = 64;

  /** So many are kept from one record to the next; who has more is rare, and may have millions. */
  private static final int MANY = 1 << 16;

  private JsonNodeType[] types = new JsonNodeType[FEW];
  private String[] names = new String[FEW];
  private Object[] values = new Object[FEW];
  private int[] ends = new int[FEW];
  private int size;

  /** The places of the objects and arrays that the parser is in. */
  private int[] open = new int[FEW];

  private int depth;

  /**
   * Takes the only value that a parser gives, which is at its begin.
   *
   * @throws IOException when there is more, or it is no JSON
   */
  void read(JsonParser parser) throws IOException {
    clear();
    String name = null;
    JsonToken token = parser.nextToken();
    while (token != null) {
      switch (token) {
        case FIELD_NAME -> name = parser.currentName();
        case START_OBJECT -> begin(JsonNodeType.OBJECT, name);
        case START_ARRAY -> begin(JsonNodeType.ARRAY, name);
        case END_OBJECT, END_ARRAY -> ends[open[--depth]] = size;
        case VALUE_STRING -> add(JsonNodeType.STRING, name, parser.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            add(JsonNodeType.NUMBER, name, parser.getText());
        case VALUE_TRUE -> add(JsonNodeType.BOOLEAN, name, true);
        case VALUE_FALSE -> add(JsonNodeType.BOOLEAN, name, false);
        case VALUE_NULL -> add(JsonNodeType.NULL, name, null);
        default -> throw new JsonParseException(parser, "Unexpected " + token);
      }
      token = parser.nextToken();
      if (depth == 0 && token != null) {
        throw new JsonParseException(parser, "Trailing token (of type " + token + ")");
      }
    }
  }

  /** What kind of value it is; {@code MISSING} when the parser gave none. */
  public JsonNodeType type(int place) {
    return place < size ? types[place] : JsonNodeType.MISSING;
  }

  /** The name of a field; null for what is no field. */
  public String name(int place) {
    return names[place];
  }

  /** A text, number or boolean as a text; a number as it is written there. */
  public String text(int place) {
    return values[place].toString();
  }

  /** The place behind a value, and behind all that it holds. */
  public int end(int place) {
    return ends[place];
  }

  /**
   * The place of a field of an object.
   *
   * @return -1 when the object has no such field, or the value is no object
   */
  public int field(int object, String name) {
    if (type(object) == JsonNodeType.OBJECT) {
      for (int place = object + 1; place < ends[object]; place = ends[place]) {
        if (name.equals(names[place])) {
          return place;
        }
      }
    }
    return -1;
  }

  private void begin(JsonNodeType type, String name) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    add(type, name, null);
    open[depth++] = size - 1;
  }

  private void add(JsonNodeType type, String name, Object value) {
    if (size == ends.length) {
      resize(size * 2);
    }
    boolean isField = depth > 0 && types[open[depth - 1]] == JsonNodeType.OBJECT;
    types[size] = type;
    names[size] = isField ? name : null;
    values[size] = value;
    size++;
    ends[size - 1] = size;
  }

  private void clear() {
    Arrays.fill(values, 0, size, null); // A long text must not outlive its record.
    size = 0;
    depth = 0;
    if (ends.length > MANY) {
      resize(FEW);
    }
  }

  private void resize(int length) {
    types = Arrays.copyOf(types, length);
    names = Arrays.copyOf(names, length);
    values = Arrays.copyOf(values, length);
    ends = Arrays.copyOf(ends, length);
  }
}
