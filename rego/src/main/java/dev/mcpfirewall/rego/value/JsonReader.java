// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import java.util.Arrays;
import java.util.Objects;

/**
 * One validating pass over bytes that leaves a {@link JsonTape}. Strict (RFC 8259, UTF-8 checked);
 * its stack is bounded by the depth of the options. Of one thread.
 */
final class JsonReader {
  private static final int MAX_BYTES = (1 << 30) - 1;
  private static final String IN_STRING = "in string literal";

  private final byte[] bytes;
  private final int end;
  private final Json.Options options;
  private long[] tape;
  private int size;
  private int at;

  private JsonReader(byte[] bytes, int from, int to, Json.Options options) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.options = options;
    this.tape = new long[Math.max(8, (to - from) / 8)];
  }

  /** Takes the bytes over. */
  static JsonTape read(byte[] bytes, Json.Options options) {
    return read(bytes, 0, bytes.length, options);
  }

  /** Takes the bytes over; what is outside of {@code [from, to)} is not looked at. */
  static JsonTape read(byte[] bytes, int from, int to, Json.Options options) {
    Objects.checkFromToIndex(from, to, bytes.length);
    if (bytes.length > MAX_BYTES) {
      throw JsonException.limit("document of more than 1 GiB", MAX_BYTES);
    }
    JsonReader reader = new JsonReader(bytes, from, to, options);
    reader.space();
    reader.value(0);
    reader.space();
    if (reader.at < reader.end) {
      throw reader.wrong("after top-level value");
    }
    return new JsonTape(bytes, reader.tape);
  }

  private void value(int depth) {
    if (at >= end) {
      throw cut();
    }
    switch (bytes[at]) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string(false);
      case 't' -> word("true", JsonTape.TRUE);
      case 'f' -> word("false", JsonTape.FALSE);
      case 'n' -> word("null", JsonTape.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw wrong("looking for beginning of value");
    }
  }

  private void object(int depth) {
    int head = open(depth);
    int count = 0;
    if (peek() == '}') {
      at++;
    } else {
      do {
        if (peek() != '"') {
          throw wrong("looking for beginning of object key string");
        }
        int key = size;
        string(true);
        if (peek() != ':') {
          throw wrong("after object key");
        }
        at++;
        space();
        value(depth);
        tape[key + 1] = JsonTape.meta((int) tape[key + 1], size);
        count++;
      } while (more('}', "after object key:value pair"));
    }
    tape[head] = JsonTape.container(JsonTape.OBJECT, twice(head, count), count, size);
  }

  private boolean twice(int head, int count) {
    int place = JsonKeys.duplicate(bytes, tape, head + 1, count);
    if (place < 0) {
      return false;
    }
    if (options.duplicates() == Json.Duplicates.REFUSED) {
      throw new JsonException("duplicate object key", place);
    }
    return true;
  }

  private void array(int depth) {
    int head = open(depth);
    int count = 0;
    if (peek() == ']') {
      at++;
    } else {
      do {
        space();
        value(depth);
        count++;
      } while (more(']', "after array element"));
    }
    tape[head] = JsonTape.container(JsonTape.ARRAY, false, count, size);
  }

  private int open(int depth) {
    if (depth > options.depth()) {
      throw JsonException.limit("exceeded max depth", at);
    }
    at++;
    return push(0);
  }

  /** Whether a comma follows, and not the end. */
  private boolean more(char close, String where) {
    int c = peek();
    if (c != ',' && c != close) {
      throw wrong(where);
    }
    at++;
    if (c == ',') {
      space();
    }
    return c == ',';
  }

  /** Skips space and looks. */
  private int peek() {
    space();
    if (at >= end) {
      throw cut();
    }
    return bytes[at];
  }

  private void space() {
    while (at < end) {
      byte c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** A key is followed by its hash, which {@link #object} completes. */
  private void string(boolean key) {
    int start = ++at;
    boolean complex = false;
    int sum = 0;
    while (true) {
      if (at >= end) {
        throw cut();
      }
      byte c = bytes[at];
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        complex = true;
        escape();
      } else if (c < 0) {
        complex = true;
        int next = Utf8.after(bytes, at);
        if (next < 0 || next > end) {
          throw new JsonException("invalid UTF-8", at);
        }
        at = next;
      } else if (c < 0x20) {
        throw wrong(IN_STRING);
      } else {
        sum = 31 * sum + c;
        at++;
      }
    }
    push(JsonTape.text(complex, start, at));
    if (key) {
      push(complex ? JsonTape.decode(bytes, start, at).hashCode() : sum);
    }
    at++;
  }

  private void escape() {
    at++;
    if (at >= end) {
      throw cut();
    }
    switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;
        for (int i = 0; i < 4; i++, at++) {
          if (at >= end) {
            throw cut();
          }
          if (Character.digit(bytes[at], 16) < 0) {
            throw wrong("in \\u hexadecimal character escape");
          }
        }
      }
      default -> throw wrong("in string escape code");
    }
  }

  private void word(String word, int kind) {
    int start = at;
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end) {
        throw cut();
      }
      if (bytes[at] != word.charAt(i)) {
        throw wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    push(JsonTape.scalar(kind, start, at));
  }

  private void number() {
    int start = at;
    boolean plain = true;
    if (bytes[at] == '-') {
      at++;
    }
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits("in numeric literal");
    }
    if (at < end && bytes[at] == '.') {
      plain = false;
      at++;
      digits("after decimal point in numeric literal");
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      plain = false;
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits("in exponent of numeric literal");
    }
    if (!plain || at - start > 18) {
      JsonTape.checkNumber(bytes, start, at);
    }
    push(JsonTape.scalar(JsonTape.NUMBER, start, at));
  }

  private void digits(String where) {
    if (at >= end) {
      throw cut();
    }
    if (bytes[at] < '0' || bytes[at] > '9') {
      throw wrong(where);
    }
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
  }

  private int push(long word) {
    if (size == tape.length) {
      tape = Arrays.copyOf(tape, size * 2);
    }
    tape[size] = word;
    return size++;
  }

  private JsonException cut() {
    return new JsonException("unexpected end of JSON input", end);
  }

  private JsonException wrong(String where) {
    byte c = bytes[at];
    String shown =
        switch (c) {
          case '\'' -> "'\\''";
          case '"' -> "'\"'";
          case '\n' -> "'\\n'";
          case '\r' -> "'\\r'";
          case '\t' -> "'\\t'";
          default ->
              c >= 0x20 && c < 0x7f ? "'" + (char) c + "'" : String.format("'\\x%02x'", c & 0xff);
        };
    return new JsonException("invalid character " + shown + " " + where, at);
  }
}
