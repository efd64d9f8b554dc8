// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the hosts that a text names, by URL, mail address, network share, or as the value of an
 * argument for addresses. Whom nobody could reach without a network is not found: this machine, and
 * files. What it cannot read it names as it stands: no list of known hosts will have it.
 *
 * <p>Hardened against: the sender of arguments. Cost: linear in the text.
 */
final class Hosts {
  private static final Set<String> WEB = Set.of("http", "https", "ws", "wss", "ftp", "ftps");
  private static final Set<String> LOCAL = Set.of("localhost", "[::1]", "::1", "");
  private static final int LONGEST_SCHEME = 20;
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_ADDRESS = 64;

  /** Of an address of eight groups. */
  private static final int COLONS = 7;

  private static final List<String> ADDRESSES =
      List.of(
          "url",
          "urls",
          "uri",
          "href",
          "host",
          "hosts",
          "hostname",
          "endpoint",
          "domain",
          "link",
          "webhook",
          "website",
          "address",
          "server",
          "recipient",
          "to");

  private final Set<String> found;

  private Hosts(Set<String> found) {
    this.found = found;
  }

  /**
   * Adds the hosts of a text.
   *
   * @param name of the argument it is the value of; empty without one
   */
  static void find(String name, String text, Set<String> found) {
    Hosts hosts = new Hosts(found);
    hosts.read(name, text);
    // Clients of the web take it for a dot, which no compatibility form says.
    String folded = Names.fold(text).replace('\u3002', '.');
    if (!folded.equals(text) && !folded.equalsIgnoreCase(text)) {
      hosts.read(name, folded);
    }
  }

  private void read(String name, String text) {
    for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      url(text, at);
    }
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      mail(text, at);
    }
    String bare = text.strip();
    if (bare.startsWith("\\\\") || bare.startsWith("//")) {
      add(authority(bare, 2));
    } else if (isAddress(name) && isLoneHost(bare)) {
      add(authority(bare, 0));
    }
  }

  private static boolean isAddress(String name) {
    String folded = Names.fold(name);
    return ADDRESSES.stream().anyMatch(folded::endsWith);
  }

  /** {@code example.com/path}: fetching tools add the scheme. */
  private static boolean isLoneHost(String text) {
    int dot = text.indexOf('.');
    return isAddressInFigures(text)
        || dot > 0
            && text.length() <= 2048
            && Character.isLetterOrDigit(text.charAt(0))
            && text.chars().noneMatch(c -> c <= ' ')
            && !text.contains("://")
            && text.indexOf('/') != dot - 1
            && (text.indexOf('/') < 0 || text.indexOf('/') > dot);
  }

  /** {@code 2001:db8::1}, {@code [2001:db8::1]/x}, {@code 3405803853}, {@code 0xcb00714d/x}. */
  private static boolean isAddressInFigures(String text) {
    int end = 0;
    int colons = 0;
    while (end < text.length() && end <= LONGEST_ADDRESS && isFigure(text.charAt(end))) {
      colons += text.charAt(end) == ':' ? 1 : 0;
      end++;
    }
    boolean ends = end == text.length() || "/?#".indexOf(text.charAt(end)) >= 0;
    String figures = text.substring(0, end);
    return ends
        && end <= LONGEST_ADDRESS
        && (colons > 1 && figures.contains("::")
            || colons == COLONS
            || figures.startsWith("0x")
            || isLargeNumber(figures));
  }

  /** Smaller ones are numbers of this network, or dates. */
  private static boolean isLargeNumber(String figures) {
    return figures.length() >= 9 && figures.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isFigure(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0 || c == ':' || c == 'x' || c == '[' || c == ']';
  }

  private void url(String text, int colon) {
    int start = colon;
    while (start > 0 && colon - start < LONGEST_SCHEME && isScheme(text.charAt(start - 1))) {
      start--;
    }
    if (start == colon) {
      return;
    }
    String scheme = text.substring(start, colon).toLowerCase(Locale.ROOT);
    int at = colon + 1;
    while (at < text.length() && isSkipped(text.charAt(at))) {
      at++;
    }
    int slashes = at - colon - 1;
    boolean web = WEB.stream().anyMatch(scheme::endsWith);
    boolean named = at < text.length() && !Character.isWhitespace(text.charAt(at));
    if (slashes >= 2 || web && named) {
      String host = authority(text, at);
      // A file of this machine has no host, or none but three slashes.
      if (!(scheme.equals("file") && slashes != 2)) {
        add(host);
      }
    }
  }

  private static boolean isScheme(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
  }

  private static boolean isSkipped(char c) {
    return c == '/' || c == '\\' || c == '\t' || c == '\n' || c == '\r';
  }

  private void mail(String text, int at) {
    boolean local =
        at > 0 && !Character.isWhitespace(text.charAt(at - 1)) && text.charAt(at - 1) != '/';
    if (local) {
      String host = authority(text, at + 1);
      if (host.indexOf('.') > 0 || host.startsWith("[")) {
        add(host);
      }
    }
  }

  /** The host of what begins here, in lower case, without user and port. */
  private static String authority(String text, int from) {
    int end = from;
    while (end < text.length() && isAuthority(text.charAt(end)) && end - from < 2048) {
      end++;
    }
    String whole = text.substring(from, end);
    String host = whole.substring(whole.lastIndexOf('@') + 1);
    if (!host.startsWith("[")) {
      int colon = host.indexOf(':') == host.lastIndexOf(':') ? host.indexOf(':') : -1;
      host = colon < 0 ? host : host.substring(0, colon);
    } else {
      host = host.substring(0, Math.max(host.indexOf(']') + 1, 1));
    }
    while (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private static boolean isAuthority(char c) {
    return c > ' ' && "/\\?#\"'`<>(){}|^,;".indexOf(c) < 0;
  }

  private void add(String host) {
    boolean local = LOCAL.contains(host) || host.endsWith(".localhost") || isLoopback(host);
    if (!local) {
      found.add(host.length() > LONGEST_HOST ? host.substring(0, LONGEST_HOST) : host);
    }
  }

  private static boolean isLoopback(String host) {
    return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }
}
