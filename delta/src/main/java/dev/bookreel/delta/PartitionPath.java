package dev.bookreel.delta;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Names the folder of a partition, as Hive does: {@code column=value/}, with what a path or a glob
 * could misread percent-encoded.
 */
final class PartitionPath {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final String HEX = "0123456789ABCDEF";

  private PartitionPath() {}

  /** The folder, with a slash at its end; empty for a table without partitions. */
  static String of(Map<String, String> partition) {
    StringBuilder path = new StringBuilder();
    partition.forEach(
        (column, value) -> {
          path.append(escape(column)).append('=');
          path.append(value == null || value.isEmpty() ? NULL : escape(value)).append('/');
        });
    return path.toString();
  }

  /** A relative path as the log spells it: a URI. */
  static String toUri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte letter : path.getBytes(StandardCharsets.UTF_8)) {
      if (plain(letter) || letter == '/' || letter == '=') {
        uri.append((char) letter);
      } else {
        percent(uri, letter);
      }
    }
    return uri.toString();
  }

  /** The path that a URI of the log means. */
  static String fromUri(String uri) {
    if (uri.indexOf('%') < 0) {
      return uri;
    }
    ByteArrayOutputStream path = new ByteArrayOutputStream(uri.length());
    byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length) {
        path.write(Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        path.write(bytes[i]);
      }
    }
    return path.toString(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte letter : text.getBytes(StandardCharsets.UTF_8)) {
      if (plain(letter)) {
        escaped.append((char) letter);
      } else {
        percent(escaped, letter);
      }
    }
    return escaped.toString();
  }

  private static boolean plain(byte letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '-'
        || letter == '_'
        || letter == '.';
  }

  private static void percent(StringBuilder out, byte letter) {
    out.append('%').append(HEX.charAt((letter >> 4) & 15)).append(HEX.charAt(letter & 15));
  }
}
