// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.util.Optional;

/**
 * The notations of IPv4 that some client accepts: dotted decimal, octal, hexadecimal, mixed, one to
 * four parts, and numbers too large, which old parsers cut to size. Where clients disagree (is
 * {@code 010} eight or ten?) the reading with the most restricted reach is taken.
 */
final class Ipv4Notation {
  private static final int MAX_LENGTH = 256;

  /** How a part of an address may be read. */
  private enum Reading {
    /** A leading zero means octal, as the WHATWG URL standard and inet_aton say. */
    OCTAL,
    /** A leading zero means nothing. */
    DECIMAL
  }

  private Ipv4Notation() {}

  /** Whether the last label is a number, so that the host can only be meant as an address. */
  static boolean endsInNumber(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (last.isEmpty()) {
      return false;
    }
    boolean hex = last.startsWith("0x");
    for (int i = hex ? 2 : 0; i < last.length(); i++) {
      if (Character.digit(last.charAt(i), hex ? 16 : 10) < 0) {
        return false;
      }
    }
    return true;
  }

  static Optional<IpAddress> parse(String host) {
    if (host.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = host.split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    IpAddress worst = null;
    for (Reading reading : Reading.values()) {
      long bits = bits(parts, reading);
      if (bits >= 0) {
        IpAddress address = IpAddress.v4(bits);
        worst = worst == null || address.reach().compareTo(worst.reach()) > 0 ? address : worst;
      }
    }
    return Optional.ofNullable(worst);
  }

  private static long bits(String[] parts, Reading reading) {
    long bits = 0;
    for (int i = 0; i < parts.length; i++) {
      long value = number(parts[i], reading);
      if (value < 0) {
        return -1;
      }
      if (i < parts.length - 1) {
        bits |= (value & 0xFF) << 24 - 8 * i;
      } else {
        bits |= value & 0xFFFF_FFFFL >>> 8 * i;
      }
    }
    return bits;
  }

  /** The part's value modulo 2^32; negative if it is no number. */
  private static long number(String part, Reading reading) {
    int radix = 10;
    int start = 0;
    if (part.startsWith("0x")) {
      radix = 16;
      start = 2;
    } else if (part.length() > 1 && part.charAt(0) == '0' && reading == Reading.OCTAL) {
      radix = 8;
      start = 1;
    }
    if (part.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < part.length(); i++) {
      int digit = Character.digit(part.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit & 0xFFFF_FFFFL;
    }
    return value;
  }
}
