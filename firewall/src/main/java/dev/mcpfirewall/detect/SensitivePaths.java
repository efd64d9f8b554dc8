// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.path.CanonicalPath;
import dev.mcpfirewall.detect.path.SensitivePathTable;
import dev.mcpfirewall.text.PathPadding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds paths of files that hold credentials or control the machine, and paths that climb out of
 * where they start.
 *
 * <p>Hardened against: the sender of arguments. Cost: one pass; only a component that hashes like
 * one of the table's is looked at again. False positives: a lone value is a path; in a short text
 * every word with a slash is one, and a bare file name only behind a command that reads files; a
 * text of several words longer than {@link #DOCUMENT} characters only talks about paths, so there
 * only the lines that are such commands, and quoted arguments of calls that open files, count.
 */
final class SensitivePaths implements TextDetector {
  /** Longer texts of several words are documents. */
  static final int DOCUMENT = 300;

  /** Longer ones are none, but for what in them leads nowhere. */
  private static final int LONGEST_PATH = 4096;

  /** Relative imports go up three times; four lead out of any project. */
  private static final int MANY_CLIMBS = 4;

  private static final int MOST_WILD = 1000;
  private static final Rule TRAVERSAL =
      new Rule("path.traversal", Topic.PATH, Level.HIGH, "path_traversal");
  private static final Rule WILDCARDS =
      new Rule("path.wildcards", Topic.PATH, Level.MEDIUM, "path_wildcards");
  private static final SensitivePathTable TABLE = SensitivePathTable.load();
  private static final Map<String, Rule> RULES = load();

  @Override
  public void detect(String text, Sink sink) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (start == end) {
      return;
    }
    boolean blank = hasBlank(text, start, end);
    PathWords words = new PathWords(text, new Judge(text, sink));
    if ((!blank || startsLikePath(text, start, end)) && words.judge().judge(start, end, true)) {
      return;
    }
    if (blank && end - start > DOCUMENT) {
      words.document(start, end);
    } else if (blank || isWrapped(text, start, end)) {
      words.all(start, end, PathWords.readsFiles(text, start, end));
    }
  }

  /** The rules this detector may report. */
  static List<Rule> rules() {
    List<Rule> all = new ArrayList<>(RULES.values());
    all.add(TRAVERSAL);
    all.add(WILDCARDS);
    return List.copyOf(all);
  }

  private static Map<String, Rule> load() {
    Map<String, Rule> rules = new HashMap<>();
    TABLE
        .levels()
        .forEach((name, level) ->
            rules.put(
                name,
                new Rule(
                    "path." + name, Topic.PATH, Level.valueOf(level), name.replace('-', '_'))));
    return Map.copyOf(rules);
  }

  /** Decides on the words of one text. Used by one thread, once. */
  static final class Judge {
    private final String text;
    private final Sink sink;
    private int wild;

    Judge(String text, Sink sink) {
      this.text = text;
      this.sink = sink;
    }

    /**
     * Reports what is wrong with the path in {@code [start, end)}.
     *
     * @param lone whether that is the whole text
     * @return whether anything is
     */
    boolean judge(int start, int end, boolean lone) {
      if (!mayMatter(text, start, end)) {
        return false;
      }
      boolean found = false;
      String word = text.substring(start, end);
      String path = end - start <= LONGEST_PATH ? word : PathPadding.without(word, LONGEST_PATH);
      if (path.length() > LONGEST_PATH || isWebUrl(word)) {
        return false;
      }
      for (String one : Braces.expand(path)) {
        found |= !isWebUrl(one) && one(one, start, end, lone);
      }
      return found;
    }

    private boolean one(String spelling, int start, int end, boolean lone) {
      CanonicalPath path = CanonicalPath.read(spelling);
      if (path.isWild() && ++wild >= MOST_WILD) {
        if (wild == MOST_WILD) {
          sink.found(WILDCARDS, start, end, path.text());
        }
        return false;
      }
      Optional<Rule> rule = TABLE.rule(path).map(RULES::get);
      if (rule.isEmpty() && (path.odd() && lone || path.climbs() >= MANY_CLIMBS)) {
        rule = Optional.of(TRAVERSAL);
      }
      rule.ifPresent(found -> sink.found(found, start, end, path.text()));
      return rule.isPresent();
    }
  }

  private static boolean isWebUrl(String one) {
    int colon = one.indexOf("://");
    return colon > 1
        && colon < 12
        && !one.regionMatches(true, 0, "file", 0, 4)
        && !one.regionMatches(true, 0, "netdoc", 0, 6)
        && !one.regionMatches(true, 0, "local_file", 0, 10);
  }

  private static boolean isWrapped(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (PathWords.isBreak(text.charAt(i)) || text.charAt(i) == ':') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBlank(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c <= ' ' && c != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsLikePath(String text, int start, int end) {
    char c = text.charAt(start);
    boolean drive = end - start > 2 && text.charAt(start + 1) == ':';
    boolean anchor = c == '/' || c == '\\' || c == '~' || c == '.' || c == '%' || drive;
    int line = text.indexOf('\n', start);
    return anchor && (line < 0 || line >= end);
  }

  /**
   * Whether the spelling in {@code [start, end)} has a component the table may know, or any
   * disguise.
   */
  private static boolean mayMatter(String text, int start, int end) {
    int hash = 0;
    int extension = 0;
    boolean dot = false;
    int letters = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '\\') {
        if (TABLE.mayContain(hash) || dot && letters == 0) {
          return true;
        }
        hash = 0;
        letters = 0;
        dot = false;
        continue;
      }
      if (c == '%' || c == '?' || c == '*' || c == '[' || c == '{' || c == '$' || c == '~' || c == 0
          || c == '"' || c == '^') {
        return true;
      }
      if (c == 'x' && i > start && text.charAt(i - 1) == '0') {
        return true;
      }
      hash = SensitivePathTable.hash(hash, c);
      if (c == '.') {
        dot |= letters == 0;
        extension = 0;
      } else {
        letters++;
        extension = SensitivePathTable.hash(extension, c);
      }
    }
    return TABLE.mayContain(hash)
        || TABLE.mayContain(extension)
        || dot
        || SensitivePathTable.hasSuffix(text, end);
  }
}
