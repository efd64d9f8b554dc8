// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The globs of the npm package {@code minimatch}, as ours: {@code *} and {@code ?} stop at slashes
 * and do not take a leading dot (unless {@code dot} is set), {@code **} as a whole segment takes
 * any directories, <code>{a,b}</code> alternatives, {@code [a-z]} sets; a leading {@code !}
 * negates, a leading {@code #} makes it a comment that matches nothing.
 */
final class Minimatch {
  private static final int MOST_ALTERNATIVES = 64;

  private Minimatch() {}

  /**
   * A pattern of names of tools or servers as one of ours, which may match more: names with a slash
   * or in another case.
   */
  static String names(String pattern) throws Untranslatable {
    refuse(pattern);
    List<String> names = new ArrayList<>();
    for (String one : alternatives(pattern)) {
      if (one.matches(".*[\\[\\]\\\\|].*")) {
        throw new Untranslatable("patterns of names have only `*`, `?` and alternatives here");
      }
      names.add(one.replaceAll("\\*+", "*"));
    }
    if (names.contains("")) {
      throw new Untranslatable("an alternative is empty");
    }
    return String.join("|", names);
  }

  /** A pattern of values as a glob of ours that matches at least as much. */
  static String atLeast(String pattern) throws Untranslatable {
    refuse(pattern);
    if (pattern.indexOf('\\') >= 0 || pattern.contains("[[:")) {
      throw new Untranslatable("it has escapes or named classes");
    }
    return pattern;
  }

  /** A pattern of values as an expression of RE2 that matches no more than it. */
  static String atMost(String pattern, boolean dot) throws Untranslatable {
    refuse(pattern);
    if (pattern.indexOf('\\') >= 0 || pattern.contains("[[:")) {
      throw new Untranslatable("it has escapes or named classes");
    }
    List<String> all = new ArrayList<>();
    for (String one : alternatives(pattern)) {
      all.add(path(one, dot));
    }
    return "^"
        + (all.size() == 1
            ? all.getFirst()
            : all.stream().collect(Collectors.joining("|", "(?:", ")")))
        + "$";
  }

  private static void refuse(String pattern) throws Untranslatable {
    if (pattern.isEmpty()) {
      throw new Untranslatable("it is empty");
    }
    if (pattern.startsWith("!") || pattern.startsWith("#")) {
      throw new Untranslatable("it begins with `" + pattern.charAt(0) + "`");
    }
    if (pattern.matches(".*[!?+*@]\\(.*")) {
      throw new Untranslatable("it is an extended glob");
    }
  }

  /** What braces mean. */
  static List<String> alternatives(String pattern) throws Untranslatable {
    List<String> open = new ArrayList<>(List.of(pattern));
    List<String> done = new ArrayList<>();
    while (!open.isEmpty()) {
      String one = open.removeFirst();
      int[] brace = innermost(one);
      if (brace.length == 0) {
        done.add(one);
      } else {
        String inside = one.substring(brace[0] + 1, brace[1]);
        if (!inside.contains(",")) {
          throw new Untranslatable("it has braces without alternatives, or a range");
        }
        for (String part : inside.split(",", -1)) {
          open.add(one.substring(0, brace[0]) + part + one.substring(brace[1] + 1));
        }
      }
      if (open.size() + done.size() > MOST_ALTERNATIVES) {
        throw new Untranslatable("it has more than " + MOST_ALTERNATIVES + " alternatives");
      }
    }
    return done;
  }

  private static int[] innermost(String text) {
    int end = text.indexOf('}');
    int start = end < 0 ? -1 : text.lastIndexOf('{', end);
    return start < 0 || start > 0 && text.charAt(start - 1) == '$'
        ? new int[0]
        : new int[] {start, end};
  }

  private static String path(String pattern, boolean dot) throws Untranslatable {
    StringBuilder out = new StringBuilder();
    String[] segments = pattern.split("/", -1);
    String any = dot ? "(?:[^/.][^/]*|\\.[^/.][^/]*|\\.\\.[^/]+)" : "[^/.][^/]*";
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("**")) {
        out.append(last ? "(?:" + any + "/)*" + any : "(?:" + any + "/)*");
      } else {
        out.append(segment(segments[i], dot)).append(last ? "" : "/");
      }
    }
    return out.toString();
  }

  private static String segment(String text, boolean dot) throws Untranslatable {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean first = i == 0 && !dot;
      switch (text.charAt(i)) {
        case '*' -> {
          while (text.startsWith("*", i + 1)) {
            i++;
          }
          boolean nothing = i + 1 == text.length() || text.charAt(i + 1) == '.';
          out.append(first ? nothing ? "[^/.][^/]*" : "(?:[^/.][^/]*)?" : "[^/]*");
        }
        case '?' -> out.append(first ? "[^/.]" : "[^/]");
        case '[' -> {
          int negated = text.startsWith("!", i + 1) || text.startsWith("^", i + 1) ? 1 : 0;
          int end = text.indexOf(']', i + 2 + negated);
          if (end < 0) {
            throw new Untranslatable("a set is not closed");
          }
          String set = text.substring(i + 1 + negated, end).replace("[", "\\[").replace("^", "\\^");
          out.append(negated > 0 ? first ? "[^/." : "[^/" : "[").append(set).append(']');
          i = end;
        }
        default -> out.append(JsRegex.quote(text.substring(i, i + 1)));
      }
    }
    return out.toString();
  }
}
