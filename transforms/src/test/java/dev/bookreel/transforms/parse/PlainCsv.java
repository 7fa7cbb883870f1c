package dev.bookreel.transforms.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV the slow and obvious way: one character at a time, each look-ahead anew. */
final class PlainCsv {
  private final String text;
  private final List<String> fields = new ArrayList<>();

  PlainCsv(String text) {
    this.text = text;
  }

  /** Each record as its fields and its raw text; a broken one as null and its first line. */
  List<Row> records() {
    List<Row> records = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (isBreak(at)) {
        at++;
        continue;
      }
      int end = end(at);
      List<String> found = List.copyOf(fields);
      if (end < 0) {
        found = null;
        end = at;
        while (end < text.length() && !isBreak(end)) {
          end++;
        }
      }
      records.add(new Row(found, text.substring(at, end)));
      at = end;
    }
    return records;
  }

  record Row(List<String> fields, String raw) {}

  /** Where the record at start ends, or -1 when its quotes are wrong. */
  private int end(int start) {
    fields.clear();
    int at = start;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        at++;
        while (at < text.length() && (text.charAt(at) != '"' || text.startsWith("\"\"", at))) {
          field.append(text.charAt(at));
          at += text.charAt(at) == '"' ? 2 : 1;
        }
        if (at == text.length()) {
          return -1;
        }
        at++;
        if (at < text.length() && text.charAt(at) != ',' && !isBreak(at)) {
          return -1;
        }
      }
      while (at < text.length() && text.charAt(at) != ',' && !isBreak(at)) {
        field.append(text.charAt(at));
        at++;
      }
      fields.add(field.toString());
      if (at == text.length() || isBreak(at)) {
        return at;
      }
      at++;
    }
  }

  private boolean isBreak(int at) {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }
}
