// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.net;

import java.util.Arrays;
import java.util.Optional;

/**
 * An address of IPv4 or IPv6. One of IPv4 written as IPv6 ({@code ::ffff:1.2.3.4}) is one of IPv4.
 * Immutable.
 */
public final class IpAddress {
  private static final int LONGEST = 45;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address of 4 or 16 bytes. */
  public static IpAddress of(byte[] bytes) {
    return new IpAddress(mapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes.clone());
  }

  private static boolean mapped(byte[] bytes) {
    if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Reads an address, strictly: decimal without leading zeros, no zone. */
  public static Optional<IpAddress> parse(String text) {
    return parseBytes(text).map(IpAddress::of);
  }

  /** As it is written: 16 bytes with a colon, else 4. */
  static Optional<byte[]> parseBytes(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes = text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
  }

  private static final byte[] NONE = {};

  private static byte[] parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return NONE;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      boolean zero = part.length() > 1 && part.charAt(0) == '0';
      if (part.isEmpty() || part.length() > 3 || zero || !decimal(part)) {
        return NONE;
      }
      int value = Integer.parseInt(part);
      if (value > 255) {
        return NONE;
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private static boolean decimal(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static byte[] parse6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all.length == 16 ? all : NONE;
    }
    byte[] before = gap == 0 ? NONE : groups(text.substring(0, gap));
    String rest = text.substring(gap + 2);
    byte[] after = rest.isEmpty() ? NONE : groups(rest);
    boolean wrong = gap > 0 && before.length == 0 || !rest.isEmpty() && after.length == 0;
    boolean dotted = gap > 0 && text.substring(0, gap).indexOf('.') >= 0;
    if (wrong || dotted || before.length + after.length > 14) {
      return NONE;
    }
    byte[] bytes = new byte[16];
    System.arraycopy(before, 0, bytes, 0, before.length);
    System.arraycopy(after, 0, bytes, 16 - after.length, after.length);
    return bytes;
  }

  /** Groups of up to four digits; the last may be an address of IPv4. Empty where they are none. */
  private static byte[] groups(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 8) {
      return NONE;
    }
    byte[] bytes = new byte[16];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (i == parts.length - 1 && part.indexOf('.') >= 0) {
        byte[] four = parse4(part);
        if (four.length == 0 || length > 12) {
          return NONE;
        }
        System.arraycopy(four, 0, bytes, length, 4);
        length += 4;
        continue;
      }
      if (part.isEmpty() || part.length() > 4 || !hexadecimal(part)) {
        return NONE;
      }
      int value = Integer.parseInt(part, 16);
      bytes[length++] = (byte) (value >> 8);
      bytes[length++] = (byte) value;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static boolean hexadecimal(String text) {
    return text.chars()
        .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
  }

  /** 32 or 128. */
  int bits() {
    return bytes.length * 8;
  }

  /** A copy of the 4 or 16 bytes. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** The address with all behind {@code prefix} bits cleared, or set. */
  IpAddress masked(int prefix, boolean set) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(prefix - 8L * i, 0, 8);
      int mask = 0xff00 >> kept & 0xff;
      masked[i] = (byte) (set ? masked[i] | ~mask & 0xff : masked[i] & mask);
    }
    return new IpAddress(masked);
  }

  /** The next one; the first follows the last. */
  IpAddress next() {
    byte[] next = bytes.clone();
    int i = next.length - 1;
    while (i >= 0 && ++next[i] == 0) {
      i--;
    }
    return new IpAddress(next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress a && Arrays.equals(a.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The usual spelling: RFC 5952 for IPv6. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (bytes.length == 4) {
      for (int i = 0; i < 4; i++) {
        out.append(i == 0 ? "" : ".").append(bytes[i] & 0xff);
      }
      return out.toString();
    }
    int gap = gap();
    int end = gap + zeros(gap);
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        out.append("::");
        i = end - 1;
        continue;
      }
      out.append(i == 0 || i == end && gap >= 0 ? "" : ":").append(Integer.toHexString(group(i)));
    }
    return out.toString();
  }

  private int group(int index) {
    return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
  }

  /** The first of the longest runs of two and more empty groups; -1 where there is none. */
  private int gap() {
    int gap = -1;
    int longest = 1;
    for (int i = 0; i < 8; i++) {
      int zeros = zeros(i);
      if (zeros > longest) {
        gap = i;
        longest = zeros;
      }
    }
    return gap;
  }

  private int zeros(int from) {
    int to = Math.max(from, 0);
    while (to < 8 && group(to) == 0) {
      to++;
    }
    return to - from;
  }
}
