// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import dev.mcpfirewall.text.PercentEscapes;
import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a text as a URL or a host: scheme and host in lower case, no user, no default port, no
 * fragment, addresses in one notation, international names as {@code xn--}, the path without dots.
 * Where clients disagree which part is the host, there is a reading for each. Immutable.
 */
final class UrlReader {
  private static final int LONGEST_SCHEME = 32;
  private static final Set<String> SPECIAL = Set.of("http", "https", "ws", "wss", "ftp");

  private final Dissection dissection;

  UrlReader(Dissection dissection) {
    this.dissection = dissection;
  }

  /** Whether the text is a URL, however much is before or within its scheme that clients drop. */
  static boolean isUrl(String text) {
    String bare = stripped(text.length() > 256 ? text.substring(0, 256) : text);
    int end = schemeEnd(bare);
    return end > 0
        && end + 1 < bare.length()
        && (isSlash(bare.charAt(end + 1)) || needsNoSlash(bare.substring(0, end)));
  }

  /** Browsers read {@code https:host} as {@code https://host}. */
  private static boolean needsNoSlash(String scheme) {
    return SPECIAL.contains(scheme.toLowerCase(Locale.ROOT));
  }

  private static int schemeEnd(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon > LONGEST_SCHEME || !Character.isLetter(text.charAt(0))) {
      return -1;
    }
    for (int i = 1; i < colon; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || !Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
        return -1;
      }
    }
    return colon;
  }

  /** Without what URL parsers leave out: blanks around it, tabs and line breaks within. */
  private static String stripped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.trim()
        .chars()
        .filter(c -> c != '\t' && c != '\n' && c != '\r')
        .forEach(c -> out.append((char) c));
    return out.toString();
  }

  /** Adds the readings of a URL, or of a host with or without port. */
  void read(String text, Set<String> into) {
    Set<String> found = new LinkedHashSet<>();
    for (String each : List.of(text, Spellings.shown(text))) {
      String bare = stripped(each);
      if (isUrl(bare)) {
        url(bare, found);
      } else if (!bare.isEmpty() && bare.indexOf(' ') < 0) {
        found.add(authority(bare, ""));
        // `host/path`, as people and some clients write it.
        int slash = first(bare, "/\\?#");
        if (slash < bare.length()) {
          found.add(authority(bare.substring(0, slash), "") + bare.substring(slash));
        }
      }
    }
    into.addAll(found);
  }

  private void url(String text, Set<String> found) {
    int colon = schemeEnd(text);
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    int start = colon + 1;
    while (start < text.length() && isSlash(text.charAt(start))) {
      start++;
    }
    String rest = text.substring(start);
    // Browsers end the host at a backslash, others do not.
    for (String ends : List.of("/?#\\", "/?#")) {
      int end = first(rest, ends);
      String host = authority(rest.substring(0, end), scheme);
      String tail = rest.substring(end);
      for (String path : paths(tail)) {
        found.add(scheme + "://" + host + path);
      }
    }
  }

  private static int first(String text, String any) {
    int end = 0;
    while (end < text.length() && any.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Behind the user, without the scheme's own port. */
  private String authority(String text, String scheme) {
    String plain = PercentEscapes.undo(text);
    String place = plain.substring(plain.lastIndexOf('@') + 1);
    int close = place.startsWith("[") ? place.indexOf(']') : -1;
    boolean address = close < 0 && place.indexOf(':') != place.lastIndexOf(':');
    int colon = address ? -1 : place.indexOf(':', Math.max(0, close));
    String host = colon < 0 ? place : place.substring(0, colon);
    String port = colon < 0 ? "" : place.substring(colon + 1);
    return host(host) + (port.isEmpty() || isOwn(scheme, port) ? "" : ":" + number(port));
  }

  private String host(String written) {
    String known = dissection.host(written);
    boolean bracketed = known.indexOf(':') >= 0;
    return bracketed ? "[" + known + "]" : ascii(known);
  }

  private static String ascii(String name) {
    if (name.chars().allMatch(c -> c < 0x80) || name.length() > 256) {
      return name;
    }
    try {
      return IDN.toASCII(Normalizer.normalize(name, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return name;
    }
  }

  /** Leading zeros do not make another port. */
  private static String number(String port) {
    int at = 0;
    while (at + 1 < port.length() && port.charAt(at) == '0') {
      at++;
    }
    return port.substring(at);
  }

  private static boolean isOwn(String scheme, String port) {
    String own =
        switch (scheme) {
          case "http", "ws" -> "80";
          case "https", "wss" -> "443";
          case "ftp" -> "21";
          case "ssh" -> "22";
          default -> "";
        };
    return number(port).equals(own);
  }

  /** The path and query, as written and with escapes undone; at least a slash. */
  private static Set<String> paths(String tail) {
    int hash = tail.indexOf('#');
    String whole = hash < 0 ? tail : tail.substring(0, hash);
    Set<String> all = new LinkedHashSet<>();
    for (String each : List.of(whole, PercentEscapes.undo(whole))) {
      int query = each.indexOf('?');
      String path = (query < 0 ? each : each.substring(0, query)).replace('\\', '/');
      all.add(undotted(path) + (query < 0 ? "" : each.substring(query)));
    }
    return all;
  }

  private static String undotted(String path) {
    List<String> done = new ArrayList<>();
    String[] names = path.split("/", -1);
    for (int i = 1; i < names.length; i++) {
      boolean last = i == names.length - 1;
      boolean up = names[i].equals("..");
      if (up && !done.isEmpty()) {
        done.removeLast();
      }
      if (!up && !names[i].equals(".")) {
        done.add(names[i]);
      } else if (last) {
        done.add("");
      }
    }
    return "/" + String.join("/", done);
  }

  /** A pattern with scheme and host as canonical URLs have them, wildcards left alone. */
  static String pattern(String written) {
    int mark = written.indexOf("://");
    int slash = written.indexOf('/', mark + 3);
    int end = slash < 0 ? written.length() : slash;
    StringBuilder host = new StringBuilder();
    for (String label : written.substring(mark + 3, end).split("\\.", -1)) {
      boolean wild = label.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
      host.append(host.isEmpty() ? "" : ".").append(wild ? label : ascii(label));
    }
    String lower = (written.substring(0, mark + 3) + host).toLowerCase(Locale.ROOT);
    return lower + (slash < 0 ? "" : written.substring(slash));
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }
}
