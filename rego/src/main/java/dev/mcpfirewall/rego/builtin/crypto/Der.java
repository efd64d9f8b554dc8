// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks over DER before a library reads it: lengths must be definite and fit, nesting is bounded,
 * so that no input drives the library's recursion.
 */
final class Der {
  private static final int MAX_DEPTH = 48;
  private static final int CONSTRUCTED = 0x20;

  private final byte[] bytes;

  private Der(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The values that stand one after the other.
   *
   * @param malformed what an error says
   */
  static List<byte[]> values(byte[] bytes, String malformed) {
    Der der = new Der(bytes);
    List<byte[]> values = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int end = der.end(at, bytes.length, 0);
      if (end < 0) {
        throw BuiltinError.failed(malformed);
      }
      values.add(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return values;
  }

  /**
   * Checks that the bytes are one value.
   *
   * @param malformed what an error says
   */
  static byte[] one(byte[] bytes, String malformed) {
    if (values(bytes, malformed).size() != 1) {
      throw BuiltinError.failed(malformed);
    }
    return bytes;
  }

  /** Where the value at {@code from} ends; negative where it is none. */
  private int end(int from, int limit, int depth) {
    int at = from;
    if (depth > MAX_DEPTH) {
      throw new LimitExceeded("DER nested deeper than " + MAX_DEPTH);
    }
    if (at >= limit) {
      return -1;
    }
    int tag = bytes[at++] & 0xff;
    if ((tag & 0x1f) == 0x1f) {
      do {
        if (at >= limit) {
          return -1;
        }
      } while ((bytes[at++] & 0x80) != 0);
    }
    if (at >= limit) {
      return -1;
    }
    int length = bytes[at++] & 0xff;
    if (length >= 0x80) {
      int count = length & 0x7f;
      if (count == 0 || count > 4 || at + count > limit) {
        return -1;
      }
      long wide = 0;
      for (int i = 0; i < count; i++) {
        wide = wide << 8 | bytes[at++] & 0xff;
      }
      if (wide > limit) {
        return -1;
      }
      length = (int) wide;
    }
    if (length > limit - at) {
      return -1;
    }
    int end = at + length;
    if ((tag & CONSTRUCTED) != 0) {
      while (at < end) {
        at = end(at, end, depth + 1);
        if (at < 0) {
          return -1;
        }
      }
    }
    return end;
  }
}
