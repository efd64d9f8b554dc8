// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.util.Optional;

/** IPv6 text: groups, {@code ::}, an IPv4 tail, and a zone, which is dropped. */
final class Ipv6Notation {
  private static final int MAX_LENGTH = 64;

  private Ipv6Notation() {}

  static Optional<IpAddress> parse(String spelling) {
    int zone = spelling.indexOf('%');
    String text = zone < 0 ? spelling : spelling.substring(0, zone);
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int gap = text.indexOf("::");
    int[] head = new int[8];
    int[] tail = new int[8];
    int heads = groups(gap < 0 ? text : text.substring(0, gap), head);
    int tails = gap < 0 ? 0 : groups(text.substring(gap + 2), tail);
    if (heads < 0 || tails < 0 || (gap < 0 ? heads != 8 : heads + tails > 7)) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, head, 8 - tails, tails);
    return Optional.of(IpAddress.v6(half(head, 0), half(head, 4)));
  }

  private static long half(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  /** How many groups {@code text} has, written to {@code into}; negative if it is malformed. */
  private static int groups(String text, int[] into) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (last && parts[i].indexOf('.') >= 0 && count <= 6) {
        Optional<IpAddress> end = Ipv4Notation.parse(parts[i]);
        if (end.isEmpty()) {
          return -1;
        }
        into[count++] = (int) (end.get().low() >>> 16);
        into[count++] = (int) (end.get().low() & 0xFFFF);
        continue;
      }
      int value = group(parts[i]);
      if (value < 0 || count == 8) {
        return -1;
      }
      into[count++] = value;
    }
    return count;
  }

  private static int group(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}
