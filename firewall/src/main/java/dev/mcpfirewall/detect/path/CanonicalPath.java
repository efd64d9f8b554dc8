// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A path with one spelling: lower-case components, no {@code .}, {@code ..}, drive, device prefix,
 * escape or home in words.
 *
 * @param anchor where it starts
 * @param parts its components; may hold {@code * ? [} globs
 * @param climbs how many {@code ..} lead out of where it starts
 * @param odd whether it goes up in a way nobody writes by hand: escaped, three dots, both slashes
 */
public record CanonicalPath(Anchor anchor, List<String> parts, int climbs, boolean odd) {
  /** Where a path starts. */
  public enum Anchor {
    /** The root of a file system or drive. */
    ROOT,
    /** Somebody's home. */
    HOME,
    /** Wherever the reader stands. */
    RELATIVE
  }

  private static final Set<String> HOMES = Set.of("home", "users", "documents and settings");
  private static final String[][] VARIABLES = {
    {"%userprofile%", "~"},
    {"%homedrive%%homepath%", "~"},
    {"%homepath%", "~"},
    {"%localappdata%", "~/appdata/local"},
    {"%appdata%", "~/appdata/roaming"},
    {"%systemroot%", "/windows"},
    {"%windir%", "/windows"},
    {"%programdata%", "/programdata"},
    {"$env:userprofile", "~"},
    {"$env:localappdata", "~/appdata/local"},
    {"$env:appdata", "~/appdata/roaming"},
    {"$env:home", "~"},
    {"${home}", "~"},
    {"$home", "~"},
    {"${xdg_config_home}", "~/.config"},
    {"$xdg_config_home", "~/.config"},
    {"${root}", "/"}
  };

  public CanonicalPath {
    parts = List.copyOf(parts);
  }

  /** The path in one line, as an allow list or a report may name it. */
  public String text() {
    String joined = String.join("/", parts);
    return switch (anchor) {
      case ROOT -> "/" + joined;
      case HOME -> parts.isEmpty() ? "~" : "~/" + joined;
      case RELATIVE -> "../".repeat(Math.min(climbs, 8)) + joined;
    };
  }

  /** Whether a component holds a wildcard or a short 8.3 name, which may stand for several. */
  public boolean isWild() {
    return parts.stream().anyMatch(part -> PathGlob.isGlob(part) || part.indexOf('~') > 0);
  }

  /** Reads one spelling of a path; text behind a NUL is not part of it. */
  public static CanonicalPath read(String spelling) {
    String lower = spelling.strip().toLowerCase(Locale.ROOT);
    String plain = Escapes.undo(withoutVariables(withoutScheme(lower)));
    int ups = climbs(lower);
    boolean suspicious = Escapes.suspicious(lower) || plain.indexOf('\0') >= 0;
    String cut = beforeNul(plain);
    boolean mixed = cut.contains("..\\/") || cut.contains("../\\") || cut.contains("\\../");
    cut = withoutDevice(withoutVariables(cut.replace('\\', '/')));
    Climb climb = new Climb(cut);
    boolean hidden = climbs(cut) > ups;
    boolean odd = suspicious || mixed && climb.ups() > 1 || hidden || climb.odd();
    return anchored(cut, climb, odd);
  }

  private static CanonicalPath anchored(String cut, Climb climb, boolean odd) {
    List<String> parts = climb.parts();
    Anchor anchor = Anchor.RELATIVE;
    int skip = 0;
    if (cut.startsWith("~")) {
      anchor = Anchor.HOME;
      skip = climb.popped() ? 0 : 1;
    } else if (cut.startsWith("/")) {
      anchor = Anchor.ROOT;
    }
    boolean climbed = anchor != Anchor.RELATIVE && climb.above() > 0;
    if (anchor == Anchor.HOME && climb.popped()) {
      anchor = Anchor.ROOT;
    }
    List<String> rest = parts.subList(Math.min(skip, parts.size()), parts.size());
    if (anchor != Anchor.HOME) {
      rest = unmounted(rest);
      int home = home(rest);
      if (home > 0 && (anchor == Anchor.ROOT || climb.above() > 0)) {
        anchor = Anchor.HOME;
        rest = rest.subList(home, rest.size());
      } else if (anchor == Anchor.RELATIVE && climb.above() > 3) {
        anchor = Anchor.ROOT;
      }
    }
    return new CanonicalPath(anchor, rest, climb.above(), odd || climbed);
  }

  /** How many components make up a home at the start. */
  private static int home(List<String> parts) {
    if (parts.isEmpty()) {
      return 0;
    }
    if (parts.getFirst().equals("root")) {
      return 1;
    }
    if (parts.size() > 1 && parts.getFirst().equals("var") && parts.get(1).equals("root")) {
      return 2;
    }
    return parts.size() > 2 && HOMES.contains(parts.getFirst()) ? 2 : 0;
  }

  /** Looks through folders that only show another root. */
  private static List<String> unmounted(List<String> parts) {
    List<String> rest = parts;
    if (rest.size() > 3 && rest.get(0).equals("proc") && rest.get(2).equals("root")) {
      rest = rest.subList(3, rest.size());
    }
    if (rest.size() > 2 && rest.get(0).equals("mnt") && rest.get(1).length() == 1) {
      rest = rest.subList(2, rest.size());
    }
    if (rest.size() > 2 && (rest.get(0).equals("wsl$") || rest.get(0).equals("wsl.localhost"))) {
      rest = rest.subList(2, rest.size());
    }
    if (rest.size() > 1 && (rest.get(0).equals("private") || rest.get(0).equals("host"))) {
      rest = rest.subList(1, rest.size());
    }
    if (rest.size() > 3
        && rest.get(0).equals("usr")
        && rest.get(1).equals("local")
        && rest.get(2).equals("etc")) {
      rest = rest.subList(2, rest.size());
    }
    return rest;
  }

  private static int climbs(String text) {
    int count = 0;
    for (int at = text.indexOf(".."); at >= 0; at = text.indexOf("..", at + 2)) {
      char next = at + 2 < text.length() ? text.charAt(at + 2) : '/';
      char before = at > 0 ? text.charAt(at - 1) : '/';
      count += (next == '/' || next == '\\') && (before == '/' || before == '\\') ? 1 : 0;
    }
    return count;
  }

  private static String beforeNul(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    int nul = text.indexOf('\0', start);
    return text.substring(start, nul < 0 ? text.length() : nul);
  }

  private static String withoutScheme(String lower) {
    String text = lower;
    for (String prefix : new String[] {"url:", "view-source:", "local_file:", "netdoc:", "file:"}) {
      if (text.startsWith(prefix)) {
        text = text.substring(prefix.length());
      }
    }
    if (text.length() != lower.length() && text.startsWith("//") && !text.startsWith("///")) {
      int slash = text.indexOf('/', 2);
      return slash < 0 ? text : text.substring(slash);
    }
    return text;
  }

  private static String withoutVariables(String lower) {
    if (lower.length() < 5 || lower.indexOf('%') < 0 && lower.indexOf('$') < 0) {
      return lower;
    }
    String text = lower;
    for (String[] variable : VARIABLES) {
      text = text.replace(variable[0], variable[1]);
    }
    return text;
  }

  /** Drops {@code //?/}, {@code //./} and a drive letter. */
  private static String withoutDevice(String text) {
    String rest = text;
    if (rest.startsWith("//?/") || rest.startsWith("//./") || rest.startsWith("/??/")) {
      rest = "/" + rest.substring(rest.indexOf('/', 2) + 1);
      rest = rest.startsWith("/unc/") ? "/" + rest : rest;
    }
    int letter = rest.startsWith("/") ? 1 : 0;
    if (rest.length() > letter + 1
        && rest.charAt(letter + 1) == ':'
        && Character.isLetter(rest.charAt(letter))) {
      String path = rest.substring(letter + 2);
      return path.startsWith("/") ? path : "/" + path;
    }
    return rest;
  }

  /** Walks the components of a path. Used by one thread, once. */
  private static final class Climb {
    private final List<String> parts = new ArrayList<>();
    private int above;
    private int ups;
    private int dots;
    private boolean popped;
    private boolean odd;
    private final boolean slashed;

    Climb(String text) {
      slashed = text.indexOf('/') >= 0;
      boolean doubled = text.contains("..//") || text.contains("///");
      int at = 0;
      String before = "";
      while (at <= text.length()) {
        int end = text.indexOf('/', at);
        end = end < 0 ? text.length() : end;
        String part = trim(text.substring(at, end));
        if (!part.isEmpty()) {
          take(part, before);
          before = part;
        }
        at = end + 1;
      }
      odd |= doubled && ups > 1 || dots > 2 && parts.size() + ups > 0;
    }

    private void take(String part, String before) {
      if (part.equals(".")) {
        odd |= before.equals("..") && ups > 1;
        dots++;
      } else if (onlyDots(part)) {
        odd |= part.length() > 2 && slashed;
        up();
      } else {
        parts.add(part);
      }
    }

    private void up() {
      ups++;
      if (parts.isEmpty()) {
        above++;
      } else {
        popped |= parts.size() == 1;
        parts.removeLast();
      }
    }

    private String trim(String part) {
      int end = part.length();
      int semicolon = part.indexOf(';');
      if (semicolon == 2 && part.startsWith("..")) {
        odd = true;
        end = 2;
      }
      if (onlyDots(part)) {
        return part;
      }
      int stream = part.indexOf("::$");
      end = stream > 0 ? Math.min(end, stream) : end;
      while (end > 1
          && (part.charAt(end - 1) == ' ' || part.charAt(end - 1) == '.')
          && !onlyDots(part.substring(0, end))) {
        end--;
      }
      return part.substring(0, end);
    }

    private static boolean onlyDots(String part) {
      for (int i = 0; i < part.length(); i++) {
        if (part.charAt(i) != '.') {
          return false;
        }
      }
      return part.length() > 1;
    }

    List<String> parts() {
      return parts;
    }

    int above() {
      return above;
    }

    int ups() {
      return ups;
    }

    boolean popped() {
      return popped;
    }

    boolean odd() {
      return odd;
    }
  }
}
