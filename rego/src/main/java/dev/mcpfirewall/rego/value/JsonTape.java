// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A validated document: its bytes, and a word of 64 bits for every value in the order of the text.
 * Immutable once made.
 *
 * <pre>
 * scalar     kind 3 | escaped or not ASCII 1 | start 30 | end 30
 * container  kind 3 | a key stands twice 1   | members 30 | the word after its last 30
 * key        as a string, then a word: hash of its text 32 | the word after its value 32
 * </pre>
 */
final class JsonTape {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int NUMBER = 3;
  static final int STRING = 4;
  static final int ARRAY = 5;
  static final int OBJECT = 6;

  /** So many words are counted again rather than remembered. */
  private static final int FEW = 64;

  private static final int BITS = 30;
  private static final long MASK = (1L << BITS) - 1;
  private static final int KIND = 61;
  private static final long COMPLEX = 1L << 60;

  private final byte[] bytes;
  private final long[] tape;
  private @Nullable Weights weights;

  JsonTape(byte[] bytes, long[] tape) {
    this.bytes = bytes;
    this.tape = tape;
  }

  static long scalar(int kind, int start, int end) {
    return (long) kind << KIND | (long) start << BITS | end;
  }

  static long text(boolean complex, int start, int end) {
    return scalar(STRING, start, end) | (complex ? COMPLEX : 0);
  }

  static long container(int kind, boolean twice, int count, int next) {
    return scalar(kind, count, next) | (twice ? COMPLEX : 0);
  }

  static long meta(int hash, int next) {
    return (long) hash << 32 | next;
  }

  static int hash(long meta) {
    return (int) (meta >> 32);
  }

  static int next(long meta) {
    return (int) meta;
  }

  static int start(long word) {
    return (int) (word >> BITS & MASK);
  }

  static int end(long word) {
    return (int) (word & MASK);
  }

  static boolean complex(long word) {
    return (word & COMPLEX) != 0;
  }

  private static int kind(long word) {
    return (int) (word >>> KIND);
  }

  byte[] bytes() {
    return bytes;
  }

  long[] words() {
    return tape;
  }

  /** The value at a word: containers as views. */
  Value lazy(int place) {
    long word = tape[place];
    return switch (kind(word)) {
      case ARRAY -> start(word) == 0 ? ArrayValue.EMPTY : new JsonArray(this, place, start(word));
      case OBJECT ->
          start(word) == 0
              ? ObjectValue.EMPTY
              : complex(word) ? members(place, true) : new JsonObject(this, place, start(word));
      default -> scalar(word);
    };
  }

  /** The value at a word, whole. */
  Value eager(int place) {
    long word = tape[place];
    return switch (kind(word)) {
      case ARRAY -> elements(place);
      case OBJECT -> members(place, false);
      default -> scalar(word);
    };
  }

  private ArrayValue elements(int place) {
    Value[] elements = new Value[start(tape[place])];
    int at = place + 1;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = eager(at);
      at = after(at);
    }
    return ArrayValue.of(elements);
  }

  /** The object at a word in a table of its own; the last of equal keys stays. */
  ObjectValue members(int place, boolean lazily) {
    int count = start(tape[place]);
    ObjectValue.Builder members = ObjectValue.builder(count);
    int at = place + 1;
    for (int i = 0; i < count; i++) {
      members.put(string(at), lazily ? lazy(at + 2) : eager(at + 2));
      at = next(tape[at + 1]);
    }
    return members.build();
  }

  /** The word after a value. */
  int after(int place) {
    long word = tape[place];
    return kind(word) >= ARRAY ? end(word) : place + 1;
  }

  /**
   * Of the value at a word: a few words are counted each time, many once for the whole document.
   */
  int weight(int place) {
    if (after(place) - place <= FEW) {
      return weigh(place, null);
    }
    Weights known = weights;
    if (known == null) {
      known = new Weights(new int[tape.length]);
      weigh(0, known.at);
      weights = known;
    }
    return known.at[place];
  }

  /** Counts a value, and keeps what was counted for each container. */
  private int weigh(int place, int @Nullable [] known) {
    long word = tape[place];
    int kind = kind(word);
    if (kind < ARRAY) {
      return ValueWeight.ofText(end(word) - start(word));
    }
    int sum = 1;
    int at = place + 1;
    for (int i = start(word); i > 0; i--) {
      if (kind == OBJECT) {
        sum = ValueWeight.plus(sum, ValueWeight.ofText(end(tape[at]) - start(tape[at])));
        at += 2;
      }
      sum = ValueWeight.plus(sum, weigh(at, known));
      at = after(at);
    }
    if (known != null) {
      known[place] = sum;
    }
    return sum;
  }

  /** In a final field, so that a race publishes it whole. */
  private static final class Weights {
    final int[] at;

    Weights(int[] at) {
      this.at = at;
    }
  }

  StringValue string(int place) {
    long word = tape[place];
    return complex(word)
        ? StringValue.of(decode(bytes, start(word), end(word)))
        : StringValue.of(new String(bytes, start(word), end(word) - start(word), ISO_8859_1));
  }

  private Value scalar(long word) {
    return switch (kind(word)) {
      case NULL -> NullValue.NULL;
      case FALSE -> BooleanValue.FALSE;
      case TRUE -> BooleanValue.TRUE;
      case NUMBER -> number(bytes, start(word), end(word));
      default ->
          complex(word)
              ? StringValue.of(decode(bytes, start(word), end(word)))
              : StringValue.of(new String(bytes, start(word), end(word) - start(word), ISO_8859_1));
    };
  }

  private static NumberValue number(byte[] bytes, int start, int end) {
    if (end - start <= 18) {
      long value = 0;
      int at = bytes[start] == '-' ? start + 1 : start;
      while (at < end && bytes[at] >= '0') {
        if (bytes[at] > '9') {
          return decimal(bytes, start, end);
        }
        value = value * 10 + bytes[at++] - '0';
      }
      if (at == end) {
        return NumberValue.of(bytes[start] == '-' ? -value : value);
      }
    }
    return decimal(bytes, start, end);
  }

  private static NumberValue decimal(byte[] bytes, int start, int end) {
    return NumberValue.of(new BigDecimal(new String(bytes, start, end - start, ISO_8859_1)));
  }

  /** Refuses a number too large or too long before anything is made of it. */
  static void checkNumber(byte[] bytes, int start, int end) {
    if (end - start > Json.NUMBER_LENGTH) {
      throw JsonException.limit("number of more than " + Json.NUMBER_LENGTH + " bytes", start);
    }
    try {
      decimal(bytes, start, end);
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw JsonException.limit("number of more than " + NumberValue.MAX_DIGITS + " digits", start);
    }
  }

  /** The text of a checked string; lone surrogates among its escapes become U+FFFD, as in Go. */
  static String decode(byte[] bytes, int start, int end) {
    int escape = start;
    while (escape < end && bytes[escape] != '\\') {
      escape++;
    }
    if (escape == end) {
      return new String(bytes, start, end - start, UTF_8);
    }
    StringBuilder out = new StringBuilder(end - start);
    int from = start;
    int at = escape;
    while (at < end) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      out.append(new String(bytes, from, at - from, UTF_8));
      at = bytes[at + 1] == 'u' ? unicode(bytes, at, end, out) : simple(bytes[at + 1], at, out);
      from = at;
    }
    return out.append(new String(bytes, from, end - from, UTF_8)).toString();
  }

  private static int simple(byte escape, int at, StringBuilder out) {
    out.append(
        switch (escape) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) escape;
        });
    return at + 2;
  }

  private static int unicode(byte[] bytes, int at, int end, StringBuilder out) {
    char unit = unit(bytes, at);
    if (Character.isHighSurrogate(unit)
        && at + 12 <= end
        && bytes[at + 6] == '\\'
        && bytes[at + 7] == 'u'
        && Character.isLowSurrogate(unit(bytes, at + 6))) {
      out.append(unit).append(unit(bytes, at + 6));
      return at + 12;
    }
    out.append(Character.isSurrogate(unit) ? '\ufffd' : unit);
    return at + 6;
  }

  private static char unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = unit << 4 | Character.digit(bytes[i], 16);
    }
    return (char) unit;
  }
}
