// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path taken apart, not yet resolved.
 *
 * @param root {@code /}, {@code c:/}, {@code //} for a machine's share, or {@code //?/} for what
 *     only Windows knows
 * @param names components, {@code .} and {@code ..} among them, none empty
 */
record PathShape(String root, List<String> names) {
  static final String SHARE = "//";
  static final String DEVICE = "//?/";

  PathShape {
    names = List.copyOf(names);
  }

  /** As POSIX reads it. */
  static PathShape posix(String text, PathShape base) {
    List<String> names = split(text);
    return text.startsWith("/") ? new PathShape("/", names) : base.with(names);
  }

  /**
   * As Windows reads it.
   *
   * @param here whether this is Windows, where two slashes mean a share as backslashes do
   */
  static PathShape windows(String text, PathShape base, boolean here) {
    boolean share = here || text.startsWith("\\");
    String rest = text.replace('\\', '/');
    boolean device = rest.startsWith("//?/") || rest.startsWith("//./") || rest.startsWith("/??/");
    if (device) {
      rest = rest.substring(4);
      if (rest.regionMatches(true, 0, "unc/", 0, 4)) {
        return share(cleaned(split(rest.substring(4))));
      }
      if (!isDrive(rest, 0)) {
        return new PathShape(DEVICE, cleaned(split(rest)));
      }
    }
    int slashes = 0;
    while (slashes < rest.length() && rest.charAt(slashes) == '/') {
      slashes++;
    }
    rest = slashes > 2 ? rest.substring(slashes - 1) : rest;
    int letter = rest.startsWith("/") ? 1 : 0;
    if (isDrive(rest, letter)) {
      return drive(rest.substring(letter), base);
    }
    List<String> names = cleaned(split(rest));
    if (share && rest.startsWith("//")) {
      return share(names);
    }
    String root = base.root.endsWith(":/") ? base.root : "/";
    return rest.startsWith("/") ? new PathShape(root, names) : base.with(names);
  }

  private static boolean isDrive(String text, int at) {
    return text.length() > at + 1
        && (text.charAt(at + 1) == ':' || text.charAt(at + 1) == '|')
        && (text.charAt(at) | 0x20) >= 'a'
        && (text.charAt(at) | 0x20) <= 'z';
  }

  private static PathShape drive(String text, PathShape base) {
    String root = (char) (text.charAt(0) | 0x20) + ":/";
    List<String> names = cleaned(split(text.substring(2)));
    boolean relative = !text.startsWith("/", 2) && base.root.equals(root);
    return relative ? base.with(names) : new PathShape(root, names);
  }

  /** A share; the one that is a drive of this machine as that drive. */
  private static PathShape share(List<String> names) {
    boolean disk =
        names.size() > 1
            && names.get(1).length() == 2
            && names.get(1).charAt(1) == '$'
            && isHere(names.getFirst());
    return disk
        ? drive(
            names.get(1).charAt(0) + ":/" + String.join("/", names.subList(2, names.size())),
            new PathShape("/", List.of()))
        : new PathShape(SHARE, names);
  }

  private static boolean isHere(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.equals("127.0.0.1")
        || lower.equals("::1")
        || lower.equals("--1.ipv6-literal.net");
  }

  private static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int slash = text.indexOf('/', start);
      int end = slash < 0 ? text.length() : slash;
      if (end > start) {
        names.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return names;
  }

  /** Without what Windows drops: dots and spaces behind a name, and a stream of it. */
  private static List<String> cleaned(List<String> names) {
    List<String> clean = new ArrayList<>(names.size());
    for (String name : names) {
      int colon = name.indexOf(':');
      String whole = colon > 0 ? name.substring(0, colon) : name;
      int end = whole.length();
      while (end > 0 && (whole.charAt(end - 1) == '.' || whole.charAt(end - 1) == ' ')) {
        end--;
      }
      String up = whole.strip();
      if (end > 0) {
        clean.add(whole.substring(0, end));
      } else if (up.equals("..")) {
        clean.add("..");
      }
    }
    return clean;
  }

  /** Whether Windows would read it in another way than POSIX, wherever it is read. */
  static boolean isWindows(String text) {
    if (text.indexOf('\\') >= 0 || text.indexOf(':') >= 0 || text.indexOf('|') >= 0) {
      return true;
    }
    for (int slash = text.indexOf('/'); ; slash = text.indexOf('/', slash + 1)) {
      int end = slash < 0 ? text.length() : slash;
      char last = end > 0 ? text.charAt(end - 1) : 'x';
      boolean dots = last == '.' && !isDots(text, end);
      if (last == ' ' || dots) {
        return true;
      }
      if (slash < 0) {
        return false;
      }
    }
  }

  /** Whether the component that ends here is {@code .} or {@code ..}. */
  private static boolean isDots(String text, int end) {
    int start = text.lastIndexOf('/', end - 1) + 1;
    return end - start == 1 || end - start == 2 && text.charAt(start) == '.';
  }

  private PathShape with(List<String> more) {
    List<String> all = new ArrayList<>(names);
    all.addAll(more);
    return new PathShape(root, all);
  }

  boolean climbs() {
    return names.contains("..");
  }

  /** Whether it goes through a place, to the letter. */
  boolean passes(PathShape place) {
    int size = place.names.size();
    return root.equals(place.root)
        && names.size() >= size
        && names.subList(0, size).equals(place.names);
  }

  /** In one line, forward slashes. */
  String text() {
    return text(root, names);
  }

  static String text(String root, List<String> names) {
    return root + String.join("/", names);
  }
}
