// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.util.function.Predicate;

/**
 * URLs: without scheme, user, port, fragment and final slash, so that what leads to one place is
 * one name; then without query, then the places they are below of, the host, and the names that is
 * below of. Linear.
 */
final class Urls {
  private static final int MOST_PARENTS = 3;
  private static final int LONGEST = 4096;
  private static final int MOST_NESTED = 8;

  private final Things into;
  private final Predicate<String> own;

  Urls(Things into, Predicate<String> own) {
    this.into = into;
    this.own = own;
  }

  /**
   * Names every URL between two breaks.
   *
   * @return whether one of them is the user's own
   */
  boolean read(byte[] text, int from, int to) {
    boolean ours = false;
    int nested = 0;
    for (int colon = next(text, from, to); colon >= 0; colon = next(text, colon + 1, to)) {
      boolean local = colon - from >= 4 && Letters.startsWith(text, colon - 4, colon, "file");
      if (!local) {
        int start = skipSlashes(text, colon + 1, to);
        // Each reads on to the end of the word: only so many may.
        int end = nested++ < MOST_NESTED ? to : authorityEnd(text, start, to);
        ours |= place(text, start, end);
      }
    }
    return ours;
  }

  /** Names the URL whose host begins at {@code start}; returns whether it is the user's own. */
  boolean place(byte[] text, int start, int to) {
    int authority = authorityEnd(text, start, to);
    int host = start;
    for (int i = start; i < authority; i++) {
      if (text[i] == '@') {
        host = i + 1;
      }
    }
    int hostEnd = portless(text, host, authority);
    String name = Hosts.canonical(text, host, hostEnd);
    if (name.isEmpty()) {
      return false;
    }
    if (own.test(name)) {
      return true;
    }
    path(name, text, authority, to);
    Hosts.name(name, true, into);
    int ascii = asciiEnd(text, host, hostEnd);
    if (ascii < hostEnd) {
      Hosts.name(Hosts.canonical(text, host, ascii), true, into);
    }
    into.end();
    return false;
  }

  private void path(String host, byte[] text, int from, int to) {
    int end = from;
    int query = -1;
    while (end < to && text[end] != '#' && text[end] >= 0 && end - from < LONGEST) {
      if (text[end] == '?' && query < 0) {
        query = end;
      }
      end++;
    }
    int pathEnd = withoutSlash(text, from, query < 0 ? end : query);
    if (query >= 0 && query + 1 < end) {
      spell(host, text, from, pathEnd);
      into.add(text, query, end);
      into.name();
    }
    if (pathEnd <= from) {
      return;
    }
    spell(host, text, from, pathEnd);
    into.name();
    int[] cuts = new int[MOST_PARENTS];
    int parents = 0;
    for (int i = from + 1; i < pathEnd && parents < MOST_PARENTS; i++) {
      if (text[i] == '/' && text[i - 1] != '/') {
        cuts[parents++] = i;
      }
    }
    while (parents > 0) {
      spell(host, text, from, cuts[--parents]);
      into.name();
    }
  }

  private void spell(String host, byte[] text, int from, int to) {
    into.spell(Things.Kind.URL);
    for (int i = 0; i < host.length(); i++) {
      into.add((byte) host.charAt(i));
    }
    for (int i = from; i < to; i++) {
      byte b = text[i] == '\\' ? (byte) '/' : text[i];
      if (b != '/' || i == from || text[i - 1] != '/') {
        into.add(b);
      }
    }
  }

  private static int withoutSlash(byte[] text, int from, int to) {
    int end = to;
    while (end > from && (text[end - 1] == '/' || text[end - 1] == '\\')) {
      end--;
    }
    return end;
  }

  private static int asciiEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to && text[end] >= 0) {
      end++;
    }
    return end;
  }

  private static int portless(byte[] text, int host, int end) {
    if (host < end && text[host] == '[') {
      return end;
    }
    int colon = host;
    while (colon < end && text[colon] != ':') {
      colon++;
    }
    return colon;
  }

  private static int authorityEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to
        && text[end] != '/'
        && text[end] != '\\'
        && text[end] != '?'
        && text[end] != '#'
        && text[end] != '&') {
      end++;
    }
    return end;
  }

  /** The colon of the next {@code ://}, or -1. */
  private static int next(byte[] text, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (text[i] == ':' && isSlash(text[i + 1]) && isSlash(text[i + 2])) {
        return i;
      }
    }
    return -1;
  }

  private static int skipSlashes(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isSlash(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSlash(byte b) {
    return b == '/' || b == '\\';
  }
}
