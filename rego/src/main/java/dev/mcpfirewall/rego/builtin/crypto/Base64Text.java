// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.builtin.BuiltinError;
import java.util.Arrays;

/**
 * Base64 read as Go reads it: line ends anywhere are skipped, padding is wanted, and an error names
 * the byte.
 */
public final class Base64Text {
  private static final int PAD = -2;
  private static final int SKIP = -3;
  private static final byte[] STANDARD = table('+', '/');
  private static final byte[] URL = table('-', '_');

  private final byte[] table;
  private final byte[] in;
  private final byte[] out;
  private int at;
  private int written;

  private Base64Text(byte[] table, byte[] in) {
    this.table = table;
    this.in = in;
    this.out = new byte[in.length / 4 * 3 + 3];
  }

  private static byte[] table(char sixtyTwo, char sixtyThree) {
    byte[] table = new byte[256];
    Arrays.fill(table, (byte) -1);
    for (int i = 0; i < 26; i++) {
      table['A' + i] = (byte) i;
      table['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      table['0' + i] = (byte) (52 + i);
    }
    table[sixtyTwo] = 62;
    table[sixtyThree] = 63;
    table['='] = PAD;
    table['\r'] = SKIP;
    table['\n'] = SKIP;
    return table;
  }

  /**
   * The bytes of the standard alphabet, padded.
   *
   * @throws BuiltinError {@code illegal base64 data at input byte 7}
   */
  public static byte[] standard(String text) {
    return new Base64Text(STANDARD, text.getBytes(UTF_8)).read();
  }

  /**
   * The bytes of the alphabet for addresses, padded or not at all.
   *
   * @throws BuiltinError {@code illegal base64 data at input byte 7}
   */
  public static byte[] url(String text) {
    String padded =
        text.endsWith("=")
            ? text
            : switch (text.length() % 4) {
              case 0 -> text;
              case 2 -> text + "==";
              case 3 -> text + "=";
              default -> throw BuiltinError.failed("illegal base64url string: " + text);
            };
    return new Base64Text(URL, padded.getBytes(UTF_8)).read();
  }

  private byte[] read() {
    int bits = 0;
    int digits = 0;
    while (at < in.length) {
      int digit = table[in[at++] & 0xff];
      if (digit >= 0) {
        bits = bits << 6 | digit;
        if (++digits == 4) {
          put(bits, 3);
          bits = 0;
          digits = 0;
        }
      } else if (digit == PAD) {
        return padding(bits, digits);
      } else if (digit != SKIP) {
        throw corrupt(at - 1);
      }
    }
    if (digits > 0) {
      throw corrupt(in.length - digits);
    }
    return Arrays.copyOf(out, written);
  }

  private byte[] padding(int bits, int digits) {
    if (digits < 2) {
      throw corrupt(at - 1);
    }
    if (digits == 2) {
      skip();
      if (at == in.length) {
        throw corrupt(in.length);
      }
      if (in[at] != '=') {
        throw corrupt(at - 1);
      }
      at++;
    }
    skip();
    if (at < in.length) {
      throw corrupt(at);
    }
    put(bits << 6 * (4 - digits), digits - 1);
    return Arrays.copyOf(out, written);
  }

  private void skip() {
    while (at < in.length && table[in[at] & 0xff] == SKIP) {
      at++;
    }
  }

  private void put(int bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out[written++] = (byte) (bits >> 16 - 8 * i);
    }
  }

  private static BuiltinError corrupt(int at) {
    return BuiltinError.failed("illegal base64 data at input byte " + at);
  }
}
