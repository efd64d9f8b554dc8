// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * A string. OPA's strings are bytes, which need not be UTF-8 where a built-in decoded them: a byte
 * that is no part of a character is kept as a lone low surrogate, U+DC80 to U+DCFF, so that it
 * counts as one character, as in OPA, and encodes to the same byte again. Nothing that reads text
 * makes lone surrogates.
 */
public final class StringValue implements Value {
  public static final StringValue EMPTY = new StringValue("");

  private final String value;

  private StringValue(String value) {
    this.value = value;
  }

  /** The value of a string. */
  public static StringValue of(String value) {
    return value.isEmpty() ? EMPTY : new StringValue(value);
  }

  /** The string of these bytes. */
  public static StringValue ofBytes(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && at >= 0) {
      at = bytes[at] >= 0 ? at + 1 : Utf8.after(bytes, at);
    }
    return of(at >= 0 ? new String(bytes, UTF_8) : salvaged(bytes));
  }

  private static String salvaged(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int next = Utf8.after(bytes, at);
      if (next < 0) {
        out.append((char) (0xdc00 + (bytes[at++] & 0xff)));
      } else {
        out.append(new String(bytes, at, next - at, UTF_8));
        at = next;
      }
    }
    return out.toString();
  }

  /** The bytes of the string: what {@link #ofBytes} was given, and UTF-8 for all else. */
  public byte[] bytes() {
    int at = 0;
    while (at < value.length() && !Character.isSurrogate(value.charAt(at))) {
      at++;
    }
    return at == value.length() ? value.getBytes(UTF_8) : restored();
  }

  private byte[] restored() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(value.length() + 16);
    value
        .codePoints()
        .forEach(c -> {
          if (c >= 0xdc80 && c <= 0xdcff) {
            out.write(c);
          } else {
            int lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c;
            out.writeBytes(Character.toString(lone).getBytes(UTF_8));
          }
        });
    return out.toByteArray();
  }

  /** As a string of Java. */
  public String value() {
    return value;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public int weight() {
    return ValueWeight.ofText(value.length());
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof StringValue s && s.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** As a literal, quoted and escaped as JSON does. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
