// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * E-mail addresses: as they are, without what follows a plus (and without dots where the provider
 * ignores them), then the domain unless it is everybody's; and handles such as {@code @name}.
 */
final class Addresses {
  private static final int LONGEST_LOCAL = 64;
  private static final int SHORTEST_HANDLE = 3;

  private final Things into;
  private final Predicate<String> own;

  Addresses(Things into, Predicate<String> own) {
    this.into = into;
    this.own = own;
  }

  /**
   * Names every address and handle between two breaks.
   *
   * @return whether one of them is the user's own
   */
  boolean read(byte[] text, int from, int to) {
    boolean ours = false;
    for (int at = from; at < to; at++) {
      if (text[at] == '@') {
        ours |= at(text, from, at, to);
      }
    }
    return ours;
  }

  private boolean at(byte[] text, int from, int at, int to) {
    int local = at;
    int floor = Math.max(from, at - LONGEST_LOCAL);
    while (local > floor && isLocal(text[local - 1])) {
      local--;
    }
    while (local < at && (text[local] == '.' || text[local] == '-')) {
      local++;
    }
    if (local == at) {
      handle(text, at, to);
      return false;
    }
    int end = domainEnd(text, at + 1, to, false);
    boolean ascii = Hosts.hasForm(text, at + 1, end);
    if (!ascii) {
      end = domainEnd(text, at + 1, to, true);
    }
    String domain = Hosts.canonical(text, at + 1, end);
    if (!ascii && !domain.contains("xn--")) {
      return false;
    }
    if (own.test(domain)) {
      return true;
    }
    address(text, local, at, domain);
    return false;
  }

  private void address(byte[] text, int local, int at, String domain) {
    spell(text, local, at, domain);
    int plus = local + 1;
    while (plus < at && text[plus] != '+') {
      plus++;
    }
    if (domain.equals("gmail.com") || domain.equals("googlemail.com")) {
      into.spell(Things.Kind.ADDRESS);
      for (int i = local; i < plus; i++) {
        if (text[i] != '.') {
          into.add(text[i]);
        }
      }
      spell("gmail.com");
    } else {
      spell(text, local, plus, domain);
    }
    if (!Hosts.isSharedMail(domain)) {
      Hosts.name(domain, true, into);
    }
    into.end();
  }

  private void spell(byte[] text, int from, int to, String domain) {
    into.spell(Things.Kind.ADDRESS);
    into.add(text, from, to);
    spell(domain);
  }

  private void spell(String domain) {
    into.add((byte) '@');
    for (int i = 0; i < domain.length(); i++) {
      into.add((byte) domain.charAt(i));
    }
    into.name();
  }

  private void handle(byte[] text, int at, int to) {
    int end = at + 1;
    while (end < to
        && (Letters.isAlphanumeric(text[end])
            || text[end] == '_'
            || text[end] == '-'
            || text[end] == '.')) {
      end++;
    }
    while (end > at && !Letters.isAlphanumeric(text[end - 1])) {
      end--;
    }
    if (end - at <= SHORTEST_HANDLE) {
      return;
    }
    String name = new String(text, at + 1, end - at - 1, StandardCharsets.US_ASCII);
    if (!CommonWords.contains(name.toLowerCase(Locale.ROOT))) {
      into.spell(Things.Kind.TEXT);
      into.add(text, at + 1, end);
      into.name();
      into.end();
    }
  }

  private static int domainEnd(byte[] text, int from, int to, boolean high) {
    int end = from;
    while (end < to
        && (Letters.isAlphanumeric(text[end])
            || text[end] == '.'
            || text[end] == '-'
            || high && text[end] < 0)) {
      end++;
    }
    while (end > from && (text[end - 1] == '.' || text[end - 1] == '-')) {
      end--;
    }
    return end;
  }

  private static boolean isLocal(byte b) {
    return Letters.isAlphanumeric(b)
        || b == '.'
        || b == '_'
        || b == '+'
        || b == '-'
        || b == '%'
        || b == '#'
        || b == '~'
        || b == '$';
  }
}
