// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.net;

import java.text.Normalizer;
import java.util.Locale;

/** A host as it stands in a URL or alone, read as the clients that connect to it may read it. */
public sealed interface Host {
  /** A host written as an address, in whatever notation. */
  record Numeric(IpAddress address) implements Host {}

  /**
   * A name.
   *
   * @param text lower-case, without a trailing dot
   */
  record Named(String text) implements Host {}

  /** Ends like an address but is none; clients disagree where it leads. */
  record Garbled(String text) implements Host {}

  /** What a report or an allow list calls it. */
  default String canonical() {
    return switch (this) {
      case Numeric n -> n.address().carried().text();
      case Named n -> n.text();
      case Garbled g -> g.text();
    };
  }

  /**
   * Reads a host.
   *
   * @param spelling without user info and port; brackets, escapes, zone, Unicode digits and
   *     trailing dots allowed
   */
  static Host read(String spelling) {
    String plain = plain(spelling);
    if (plain.startsWith("[")) {
      int close = plain.indexOf(']');
      plain = plain.substring(1, close < 0 ? plain.length() : close);
    }
    if (plain.indexOf(':') >= 0) {
      String text = plain;
      return Ipv6Notation.parse(text).<Host>map(Numeric::new).orElseGet(() -> new Garbled(text));
    }
    if (!Ipv4Notation.endsInNumber(plain)) {
      return new Named(plain);
    }
    String text = plain;
    return Ipv4Notation.parse(text).<Host>map(Numeric::new).orElseGet(() -> new Garbled(text));
  }

  private static String plain(String spelling) {
    String text = spelling;
    for (int round = 0; round < 2 && text.indexOf('%') >= 0; round++) {
      text = unescape(text);
    }
    if (!isAscii(text)) {
      text = Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u3002' || c == '\uFF61') {
        out.append('.');
      } else if (c > ' ' && Character.getType(c) != Character.FORMAT) {
        out.append(c);
      }
    }
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == '.') {
      end--;
    }
    return out.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0 && high < 8) {
        out.append((char) (high * 16 + low));
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
