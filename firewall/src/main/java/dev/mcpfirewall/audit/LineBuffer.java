// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON (RFC 8785) under construction, in UTF-8. The caller writes members in the order of
 * their names. Confined to one thread at a time; the journal's lock guards its own.
 */
final class LineBuffer {
  private static final int KEPT = 1 << 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final @Nullable MessageDigest digest;
  private byte[] array = new byte[16 * 1024];
  private int length;
  private long digested;
  private long cachedSecond = Long.MIN_VALUE;
  private final byte[] cachedTime = new byte[20];

  /** Keeps all that is written. */
  LineBuffer() {
    this.digest = null;
  }

  /**
   * Feeds all that is written to the digest, and keeps no more of it than fits in a small array.
   */
  LineBuffer(MessageDigest digest) {
    this.digest = digest;
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  /** Forgets all, and gives back what an unusually large batch has taken. */
  void clear() {
    cut(0);
    digested = 0;
    if (digest != null) {
      digest.reset();
    }
    if (array.length > KEPT) {
      array = new byte[16 * 1024];
    }
  }

  /** Forgets what stands at {@code to} and behind. */
  void cut(int to) {
    length = to;
  }

  /** Leaves room for {@code count} bytes and returns where it starts. */
  int reserve(int count) {
    ensure(count);
    int at = length;
    length += count;
    return at;
  }

  LineBuffer raw(byte[] bytes) {
    return raw(bytes, 0, bytes.length);
  }

  LineBuffer raw(byte[] bytes, int from, int to) {
    if (digest != null && to - from > array.length) {
      drain(digest);
      digest.update(bytes, from, to - from);
      digested += to - from;
      return this;
    }
    ensure(to - from);
    System.arraycopy(bytes, from, array, length, to - from);
    length += to - from;
    return this;
  }

  LineBuffer raw(char ascii) {
    ensure(1);
    array[length++] = (byte) ascii;
    return this;
  }

  /** A whole number; canonical only up to 2^53, which no counter of ours reaches. */
  LineBuffer number(long value) {
    if (value < 0) {
      raw('-');
      return number(-value);
    }
    ensure(20);
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** The text as a string in quotes. */
  LineBuffer text(String text) {
    return text(text, Integer.MAX_VALUE);
  }

  /** The text as a string in quotes, cut behind {@code most} characters with an ellipsis. */
  LineBuffer text(String text, int most) {
    raw('"');
    int end = Math.min(text.length(), most);
    ensure(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        if (length == array.length) {
          ensure(end - i);
        }
        array[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        codePoint(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        codePoint(c);
      }
    }
    if (end < text.length()) {
      codePoint('…');
    }
    return raw('"');
  }

  /** One character of a string, escaped where RFC 8785 asks for it; half a pair becomes U+FFFD. */
  void codePoint(int c) {
    ensure(6);
    if (c < 0x80) {
      ascii(c);
    } else if (c < 0x800) {
      array[length++] = (byte) (0xC0 | c >> 6);
      array[length++] = (byte) (0x80 | c & 0x3F);
    } else if (c < 0x10000) {
      int whole = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
      array[length++] = (byte) (0xE0 | whole >> 12);
      array[length++] = (byte) (0x80 | whole >> 6 & 0x3F);
      array[length++] = (byte) (0x80 | whole & 0x3F);
    } else {
      array[length++] = (byte) (0xF0 | c >> 18);
      array[length++] = (byte) (0x80 | c >> 12 & 0x3F);
      array[length++] = (byte) (0x80 | c >> 6 & 0x3F);
      array[length++] = (byte) (0x80 | c & 0x3F);
    }
  }

  private void ascii(int c) {
    if (c >= ' ' && c != '"' && c != '\\') {
      array[length++] = (byte) c;
      return;
    }
    array[length++] = '\\';
    switch (c) {
      case '"', '\\' -> array[length++] = (byte) c;
      case '\b' -> array[length++] = 'b';
      case '\t' -> array[length++] = 't';
      case '\n' -> array[length++] = 'n';
      case '\f' -> array[length++] = 'f';
      case '\r' -> array[length++] = 'r';
      default -> {
        array[length++] = 'u';
        array[length++] = '0';
        array[length++] = '0';
        array[length++] = HEX[c >> 4];
        array[length++] = HEX[c & 0xF];
      }
    }
  }

  /** The moment as a string in quotes: RFC 3339, UTC, microseconds. */
  LineBuffer time(Instant at) {
    long second = at.getEpochSecond();
    if (second != cachedSecond) {
      String text = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).toString();
      String whole = text.length() == 16 ? text + ":00." : text + ".";
      System.arraycopy(whole.getBytes(StandardCharsets.US_ASCII), 0, cachedTime, 0, 20);
      cachedSecond = second;
    }
    raw('"').raw(cachedTime);
    int micros = at.getNano() / 1000;
    int from = reserve(6);
    for (int i = from + 5; i >= from; i--) {
      array[i] = (byte) ('0' + micros % 10);
      micros /= 10;
    }
    return raw('Z').raw('"');
  }

  /**
   * A whole object.
   *
   * @param members values are texts, numbers, moments, booleans or maps of the same
   */
  LineBuffer object(NavigableMap<String, ?> members) {
    raw('{');
    String comma = "";
    for (Map.Entry<String, ?> member : members.entrySet()) {
      raw(comma.getBytes(StandardCharsets.US_ASCII)).text(member.getKey()).raw(':');
      value(member.getValue());
      comma = ",";
    }
    return raw('}');
  }

  /**
   * One value, of the kinds that {@link #object} takes.
   *
   * <p>No switch over types: its first use costs 5 ms at start, which no cache takes away.
   */
  @SuppressWarnings("unchecked")
  void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Number number) {
      number(number.longValue());
    } else if (value instanceof Instant at) {
      time(at);
    } else if (value instanceof Boolean truth) {
      raw((truth ? "true" : "false").getBytes(StandardCharsets.US_ASCII));
    } else if (value instanceof NavigableMap<?, ?> map) {
      object((NavigableMap<String, ?>) map);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  /** Writes the 64 hex digits of a SHA-256 at {@code at}, over what stands there. */
  static void hex(byte[] digest, byte[] target, int at) {
    for (int i = 0; i < digest.length; i++) {
      target[at + 2 * i] = HEX[digest[i] >> 4 & 0xF];
      target[at + 2 * i + 1] = HEX[digest[i] & 0xF];
    }
  }

  /** The digest of all that was written since the last {@link #clear}; asked for once. */
  Digested digested() {
    MessageDigest to = Objects.requireNonNull(digest);
    drain(to);
    return new Digested(to.digest(), digested);
  }

  /** A digest, and of how many bytes. */
  record Digested(byte[] digest, long size) {}

  private void drain(MessageDigest to) {
    to.update(array, 0, length);
    digested += length;
    length = 0;
  }

  /** A copy of everything so far. */
  byte[] toArray() {
    return Arrays.copyOf(array, length);
  }

  private void ensure(int more) {
    if (digest != null && more > array.length - length) {
      drain(digest);
    }
    if (more > array.length - length) {
      long doubled = Math.min(array.length * 2L, Integer.MAX_VALUE - 16);
      array = Arrays.copyOf(array, (int) Math.max(Math.addExact(length, more), doubled));
    }
  }
}
