// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import dev.mcpfirewall.text.Glyphs;
import dev.mcpfirewall.text.PercentEscapes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The texts that servers may make of one before they open it: each may or may not trim, undo
 * escapes, drop what is invisible, expand a home. As nobody can know which of it a server does, all
 * combinations are given, the text itself first.
 *
 * <p>What a text begins with, letter by letter, is never respelt if it is a place we know: a
 * project's own odd name is no disguise.
 */
final class Spellings {
  /** Up to here all combinations are given: at most some hundreds, mostly one. */
  static final int SHORT = 4096;

  private final Variables variables;
  private final List<String> known;

  Spellings(PathRoots roots) {
    this.variables = new Variables(roots);
    this.known =
        List.of(roots.projectDir(), roots.directory(), roots.home()).stream()
            .map(place -> place.replaceFirst("[/\\\\]+$", ""))
            .filter(place -> !place.isEmpty())
            .distinct()
            .sorted((a, b) -> b.length() - a.length())
            .toList();
  }

  /**
   * The spellings of a text.
   *
   * @param texts the text itself first
   * @param bounded whether combinations were left out
   */
  record All(List<String> texts, boolean bounded) {}

  All of(String text) {
    if (isPlain(text)) {
      return new All(List.of(text), false);
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(text);
    boolean bounded = false;
    for (String head : heads(text)) {
      int split = behindKnown(head);
      String place = split < 0 ? "" : prefix(head, split);
      String rest = split < 0 ? head : head.substring(split);
      List<Function<String, Collection<String>>> steps = steps(place.isEmpty());
      Set<String> rests = rest.length() <= SHORT ? combined(rest, steps) : single(rest, steps);
      bounded |= rest.length() > SHORT && rests.size() > 3;
      rests.forEach(each -> all.add(place + each));
    }
    return new All(List.copyOf(all), bounded);
  }

  /**
   * Most paths and much prose: nothing in it can be read in another way. What can is not in ASCII,
   * or has escapes, variables, homes, drives, backslashes, control characters, or space around it.
   */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || "%$~\\:`".indexOf(c) >= 0) {
        return false;
      }
    }
    return text.isEmpty() || text.charAt(0) != ' ' && text.charAt(text.length() - 1) != ' ';
  }

  /** The text, and what is left of it where it is, or hides, a {@code file:} URL. */
  private static Set<String> heads(String text) {
    Set<String> heads = new LinkedHashSet<>();
    heads.add(text);
    String bare = shown(text.trim());
    String undone = PercentEscapes.undo(PercentEscapes.undo(bare));
    for (String each : List.of(text, text.trim(), bare, undone)) {
      if (FileUrl.is(each)) {
        heads.add(each);
        heads.addAll(FileUrl.paths(each));
      }
    }
    if (text.length() <= SHORT) {
      heads.add(text.trim());
    }
    return heads;
  }

  private List<Function<String, Collection<String>>> steps(boolean start) {
    return List.of(
        text -> List.of(PercentEscapes.undo(text), PercentEscapes.undo(PercentEscapes.undo(text))),
        text -> List.of(beforeNul(text)),
        text -> List.of(shown(text)),
        text -> List.of(variables.expand(text, start)),
        text -> List.of(text.trim()));
  }

  private static Set<String> combined(
      String text, List<Function<String, Collection<String>>> steps) {
    Set<String> all = new LinkedHashSet<>();
    all.add(text);
    for (Function<String, Collection<String>> step : steps) {
      for (String each : List.copyOf(all)) {
        all.addAll(step.apply(each));
      }
    }
    return all;
  }

  /** Of a long text: as it is, each step alone, and all of them. */
  private static Set<String> single(String text, List<Function<String, Collection<String>>> steps) {
    Set<String> all = new LinkedHashSet<>();
    all.add(text);
    String whole = text;
    for (Function<String, Collection<String>> step : steps) {
      all.addAll(step.apply(text));
      whole = new ArrayList<>(step.apply(whole)).getLast();
    }
    all.add(whole);
    return all;
  }

  private static String beforeNul(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  /** Compatibility forms as what they stand for, nothing invisible, no control characters. */
  static String shown(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c ->
            !Glyphs.isInvisible(c)
                && Character.getType(c) != Character.FORMAT
                && !Character.isISOControl(c))
        .forEach(c -> out.appendCodePoint(separator(c)));
    return out.toString();
  }

  private static int separator(int c) {
    return switch (c) {
      case 0x2044, 0x2215, 0x29F8 -> '/';
      case 0x2216, 0x29F5, 0x29F9 -> '\\';
      default -> c;
    };
  }

  /** Where the rest begins behind a place that we know, which may be escaped; -1 without one. */
  private int behindKnown(String text) {
    for (String place : known) {
      int end = text.startsWith(place) ? place.length() : escaped(text, place);
      if (end > 0 && (end == text.length() || isSeparator(text.charAt(end)))) {
        return end;
      }
    }
    return -1;
  }

  private String prefix(String text, int end) {
    String spelt = text.substring(0, end);
    return known.contains(spelt) ? spelt : PercentEscapes.undo(spelt);
  }

  private static int escaped(String text, String place) {
    int limit = Math.min(text.length(), 9 * place.length());
    if (text.indexOf('%') < 0 || text.indexOf('%') >= limit) {
      return -1;
    }
    for (int end = place.length(); end <= limit; end++) {
      boolean ends = end == text.length() || isSeparator(text.charAt(end));
      if (ends && PercentEscapes.undo(text.substring(0, end)).equals(place)) {
        return end;
      }
    }
    return -1;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }
}
