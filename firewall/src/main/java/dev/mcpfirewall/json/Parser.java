// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** One pass over the bytes that fills a {@link Document}'s index. Used once, by one thread. */
final class Parser {
  /** Up to this many keys are compared each with each; more go through a set. */
  private static final int FEW_KEYS = 12;

  private final Bytes bytes;
  private final byte[] array;
  private final int from;
  private final int to;

  private int[] tape = new int[Document.WIDTH * 24];
  private int size;
  private int at;

  Parser(Bytes bytes) {
    this.bytes = bytes;
    this.array = bytes.array();
    this.from = bytes.from();
    this.to = bytes.to();
    this.at = from;
  }

  Parsed parse() {
    try {
      if (to - from >= 3
          && array[from] == (byte) 0xEF
          && array[from + 1] == (byte) 0xBB
          && array[from + 2] == (byte) 0xBF) {
        throw new Flawed(Flaw.BYTE_ORDER_MARK, from);
      }
      skipWhitespace();
      if (at == to) {
        throw new Flawed(Flaw.EMPTY, at);
      }
      value(0);
      skipWhitespace();
      if (at != to) {
        throw new Flawed(Flaw.TRAILING_BYTES, at);
      }
      return new Document(bytes, Arrays.copyOf(tape, size * Document.WIDTH), size);
    } catch (Flawed flawed) {
      return new Parsed.Refused(flawed.flaw, flawed.at - from);
    }
  }

  private void value(int depth) {
    if (at == to) {
      throw new Flawed(Flaw.TRUNCATED, at);
    }
    switch (array[at]) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string(0);
      case 't' -> word("true", Kind.TRUE);
      case 'f' -> word("false", Kind.FALSE);
      case 'n' -> word("null", Kind.NULL);
      default -> number();
    }
  }

  private void object(int depth) {
    int here = open(Kind.OBJECT, depth);
    int keys = 0;
    boolean escaped = false;
    skipWhitespace();
    if (peek() == '}') {
      close(here);
      return;
    }
    while (true) {
      if (peek() != '"') {
        throw new Flawed(Flaw.SYNTAX, at);
      }
      int key = size;
      string(Document.KEY);
      escaped |= (tape[key * Document.WIDTH] & Document.ESCAPED) != 0;
      keys++;
      skipWhitespace();
      expect(':');
      skipWhitespace();
      value(depth + 1);
      skipWhitespace();
      if (peek() == '}') {
        refuseDuplicates(here, keys, escaped);
        close(here);
        return;
      }
      expect(',');
      skipWhitespace();
    }
  }

  private void array(int depth) {
    int here = open(Kind.ARRAY, depth);
    skipWhitespace();
    if (peek() == ']') {
      close(here);
      return;
    }
    while (true) {
      value(depth + 1);
      skipWhitespace();
      if (peek() == ']') {
        close(here);
        return;
      }
      expect(',');
      skipWhitespace();
    }
  }

  private int open(Kind kind, int depth) {
    if (depth >= Document.MAX_DEPTH) {
      throw new Flawed(Flaw.TOO_DEEP, at);
    }
    int here = size;
    add(kind.ordinal(), at, at);
    at++;
    return here;
  }

  private void close(int here) {
    at++;
    tape[here * Document.WIDTH + 2] = at - from;
    tape[here * Document.WIDTH + 3] = size;
  }

  private void add(int kindAndFlags, int start, int end) {
    int place = size * Document.WIDTH;
    if (place == tape.length) {
      if (size >= Document.MAX_VALUES) {
        throw new Flawed(Flaw.TOO_MANY_VALUES, at);
      }
      tape = Arrays.copyOf(tape, Math.min(tape.length * 2, Document.MAX_VALUES * Document.WIDTH));
    }
    tape[place] = kindAndFlags;
    tape[place + 1] = start - from;
    tape[place + 2] = end - from;
    size++;
    tape[place + 3] = size;
  }

  private int peek() {
    if (at == to) {
      throw new Flawed(Flaw.TRUNCATED, at);
    }
    return array[at];
  }

  private void expect(int wanted) {
    if (peek() != wanted) {
      throw new Flawed(Flaw.SYNTAX, at);
    }
    at++;
  }

  private void skipWhitespace() {
    while (at < to) {
      byte b = array[at];
      if (b > ' ') {
        return;
      }
      if (b == '\r' && at + 1 < to && array[at + 1] != '\n') {
        throw new Flawed(Flaw.BARE_CARRIAGE_RETURN, at);
      }
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return;
      }
      at++;
    }
  }

  private void word(String word, Kind kind) {
    int start = at;
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw new Flawed(Flaw.SYNTAX, at);
      }
      at++;
    }
    add(kind.ordinal(), start, at);
  }

  private void number() {
    int start = at;
    if (array[at] == '-') {
      at++;
    }
    int first = at;
    digits(start);
    if (array[first] == '0' && at - first > 1) {
      throw new Flawed(Flaw.INVALID_NUMBER, first);
    }
    if (at < to && array[at] == '.') {
      at++;
      digits(start);
    }
    if (at < to && (array[at] == 'e' || array[at] == 'E')) {
      at++;
      if (at < to && (array[at] == '+' || array[at] == '-')) {
        at++;
      }
      digits(start);
    }
    add(Kind.NUMBER.ordinal(), start, at);
  }

  private void digits(int start) {
    int first = at;
    while (at < to && array[at] >= '0' && array[at] <= '9') {
      at++;
    }
    if (at == first) {
      if (at == to) {
        throw new Flawed(Flaw.TRUNCATED, at);
      }
      throw new Flawed(at == start ? Flaw.SYNTAX : Flaw.INVALID_NUMBER, at);
    }
  }

  private void string(int flags) {
    int start = at;
    int seen = flags | Kind.STRING.ordinal();
    int i = start + 1;
    while (true) {
      if (i >= to) {
        throw new Flawed(Flaw.TRUNCATED, to);
      }
      int b = array[i];
      if (b >= ' ' && b != '"' && b != '\\') {
        i++;
      } else if (b == '"') {
        at = i + 1;
        add(seen, start, at);
        return;
      } else if (b == '\\') {
        seen |= Document.ESCAPED;
        i = escape(i);
      } else if (b < 0) {
        seen |= Document.NON_ASCII;
        i = utf8(i);
      } else {
        throw new Flawed(Flaw.CONTROL_CHARACTER, i);
      }
    }
  }

  /** Checks the escape at {@code i} and returns the place behind it. */
  private int escape(int i) {
    if (i + 1 >= to) {
      throw new Flawed(Flaw.TRUNCATED, to);
    }
    return switch (array[i + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 2;
      case 'u' -> unicodeEscape(i);
      default -> throw new Flawed(Flaw.INVALID_ESCAPE, i);
    };
  }

  private int unicodeEscape(int i) {
    int unit = hex4(i);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return i + 6;
    }
    boolean high = unit <= Character.MAX_HIGH_SURROGATE;
    if (!high || i + 7 >= to || array[i + 6] != '\\' || array[i + 7] != 'u') {
      throw new Flawed(Flaw.LONE_SURROGATE, i);
    }
    int low = hex4(i + 6);
    if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
      throw new Flawed(Flaw.LONE_SURROGATE, i);
    }
    return i + 12;
  }

  private int hex4(int i) {
    if (i + 6 > to) {
      throw new Flawed(Flaw.TRUNCATED, to);
    }
    int unit = 0;
    for (int k = i + 2; k < i + 6; k++) {
      int digit = Character.digit(array[k], 16);
      if (digit < 0) {
        throw new Flawed(Flaw.INVALID_ESCAPE, i);
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /**
   * Checks the UTF-8 sequence at {@code i} (RFC 3629, table 3-7 of Unicode) and returns the place
   * behind.
   */
  private int utf8(int i) {
    int lead = array[i] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) {
      throw new Flawed(Flaw.INVALID_UTF8, i);
    }
    if (i + length > to) {
      throw new Flawed(Flaw.INVALID_UTF8, i);
    }
    int second = array[i + 1] & 0xFF;
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      throw new Flawed(Flaw.INVALID_UTF8, i);
    }
    for (int k = i + 2; k < i + length; k++) {
      if ((array[k] & 0xC0) != 0x80) {
        throw new Flawed(Flaw.INVALID_UTF8, i);
      }
    }
    return i + length;
  }

  private void refuseDuplicates(int object, int keys, boolean escaped) {
    if (keys < 2) {
      return;
    }
    if (escaped || keys > FEW_KEYS) {
      refuseDuplicatesBySet(object);
      return;
    }
    for (int key = object + 1; key < size; key = next(key + 1)) {
      for (int other = next(key + 1); other < size; other = next(other + 1)) {
        if (sameBytes(key, other)) {
          throw new Flawed(Flaw.DUPLICATE_KEY, from + start(other));
        }
      }
    }
  }

  // HashSet turns colliding strings into a tree, so hostile keys stay within n log n.
  private void refuseDuplicatesBySet(int object) {
    Set<String> names = new HashSet<>();
    for (int key = object + 1; key < size; key = next(key + 1)) {
      int start = start(key);
      String inside = bytes.slice(new Span(start + 1, tape[key * Document.WIDTH + 2] - 1)).utf8();
      if (!names.add(Escapes.decode(inside))) {
        throw new Flawed(Flaw.DUPLICATE_KEY, from + start);
      }
    }
  }

  private boolean sameBytes(int key, int other) {
    int length = tape[key * Document.WIDTH + 2] - start(key);
    if (length != tape[other * Document.WIDTH + 2] - start(other)) {
      return false;
    }
    int a = from + start(key);
    int b = from + start(other);
    return Arrays.equals(array, a, a + length, array, b, b + length);
  }

  private int start(int index) {
    return tape[index * Document.WIDTH + 1];
  }

  private int next(int index) {
    return tape[index * Document.WIDTH + 3];
  }

  /** Unwinds the descent; never leaves this class. Carries no stack trace, so it costs little. */
  private static final class Flawed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Flaw flaw;
    private final int at;

    Flawed(Flaw flaw, int at) {
      super(null, null, false, false);
      this.flaw = flaw;
      this.at = at;
    }
  }
}
