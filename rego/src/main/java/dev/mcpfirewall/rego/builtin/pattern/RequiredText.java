// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import java.util.function.IntConsumer;

/**
 * A text that stands in everything a regular expression matches: the longest run of letters outside
 * of groups, classes and repetitions. Most texts do not hold it, and to see that is a tenth of the
 * library's work. Where the expression says something that is not understood here, the empty text,
 * which stands everywhere.
 *
 * @param folded whether case does not matter
 */
record RequiredText(String text, boolean folded) {
  /** No more of a text is required, so that a search is linear, and short. */
  private static final int LONGEST = 32;

  /** So much is searched between two payments. */
  private static final int SLICE = 1 << 14;

  private static final RequiredText NONE = new RequiredText("", false);

  static RequiredText of(String regex) {
    boolean folded = regex.startsWith("(?i)");
    return new Reader(folded ? regex.substring(4) : regex).read(folded);
  }

  /** Whether a text may hold a match. Case is folded as the library folds it, or more. */
  boolean isIn(String input, IntConsumer spend) {
    if (text.isEmpty()) {
      return true;
    }
    int last = input.length() - text.length();
    for (int from = 0; from <= last; from += SLICE) {
      int to = Math.min(from + SLICE, last + 1);
      spend.accept(1 + (to - from >> (folded ? 4 : 7)));
      if (folded ? foldedIn(input, from, to) : plainIn(input, from, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean plainIn(String input, int from, int to) {
    return input.indexOf(text, from, to - 1 + text.length()) >= 0;
  }

  private boolean foldedIn(String input, int from, int to) {
    for (int i = from; i < to; i++) {
      if (input.regionMatches(true, i, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }

  /** Of one thread. */
  private static final class Reader {
    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    Reader(String regex) {
      this.regex = regex;
    }

    RequiredText read(boolean folded) {
      while (at < regex.length()) {
        if (!part()) {
          return NONE;
        }
      }
      end();
      return new RequiredText(longest, folded);
    }

    /** Takes one part; false where no text can be told. */
    private boolean part() {
      char c = regex.charAt(at);
      switch (c) {
        case '|' -> {
          return false;
        }
        case '*', '?', '{' -> repeated();
        case '+', '.', '^', '$', ')', ']', '}' -> {
          end();
          at++;
        }
        case '[' -> {
          end();
          skipClass();
        }
        case '(' -> {
          end();
          return skipGroup();
        }
        case '\\' -> {
          return escaped();
        }
        default -> {
          run.append(c);
          at++;
        }
      }
      return true;
    }

    private void end() {
      if (run.length() > longest.length()) {
        longest = run.substring(0, Math.min(run.length(), LONGEST));
      }
      run.setLength(0);
    }

    /** What stands before may be there never. */
    private void repeated() {
      if (!run.isEmpty()) {
        run.setLength(run.offsetByCodePoints(run.length(), -1));
      }
      end();
      int close = regex.charAt(at) == '{' ? regex.indexOf('}', at) : at;
      at = close < 0 ? regex.length() : close + 1;
    }

    private boolean escaped() {
      char c = at + 1 < regex.length() ? regex.charAt(at + 1) : 'Q';
      boolean letter = Character.isLetterOrDigit(c);
      if (letter && "bBdDsSwW".indexOf(c) < 0) {
        return false;
      }
      if (letter) {
        end();
      } else {
        run.append(c);
      }
      at += 2;
      return true;
    }

    private boolean skipGroup() {
      int depth = 0;
      while (at < regex.length()) {
        char c = regex.charAt(at);
        if (c == '\\') {
          if (at + 1 < regex.length() && regex.charAt(at + 1) == 'Q') {
            return false;
          }
          at += 2;
        } else if (c == '[') {
          skipClass();
        } else {
          if (c == '(' && regex.startsWith("(?", at) && !regex.startsWith("(?:", at)) {
            return false;
          }
          depth += c == '(' ? 1 : c == ')' ? -1 : 0;
          at++;
          if (depth == 0) {
            return true;
          }
        }
      }
      return false;
    }

    private void skipClass() {
      at++;
      if (at < regex.length() && regex.charAt(at) == '^') {
        at++;
      }
      boolean first = true;
      while (at < regex.length() && (first || regex.charAt(at) != ']')) {
        first = false;
        if (regex.startsWith("[:", at) && regex.indexOf(":]", at + 2) > 0) {
          at = regex.indexOf(":]", at + 2) + 2;
        } else {
          at += regex.charAt(at) == '\\' ? 2 : 1;
        }
      }
      at = Math.min(at + 1, regex.length());
    }
  }
}
