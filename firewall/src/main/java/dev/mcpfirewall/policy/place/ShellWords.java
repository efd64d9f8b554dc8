// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.ArrayList;
import java.util.List;

/** What a shell makes of words before it runs them, as far as the words alone say it. */
final class ShellWords {
  private ShellWords() {}

  /** As one word of a shell. */
  static String quoted(String word) {
    boolean whole =
        !word.isEmpty()
            && word.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "-_./=:,+@%".indexOf(c) >= 0);
    return whole ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The words with variables that are not set: nothing, or the default that is written in them. */
  static List<String> withoutVariables(List<String> words) {
    if (words.stream().noneMatch(word -> word.indexOf('$') >= 0)) {
      return words;
    }
    List<String> all = new ArrayList<>();
    for (String word : words) {
      String bare = withoutVariables(word);
      if (!bare.isEmpty()) {
        all.add(bare);
      }
    }
    return all;
  }

  private static String withoutVariables(String word) {
    StringBuilder out = new StringBuilder(word.length());
    int at = 0;
    while (at < word.length()) {
      char c = word.charAt(at);
      if (c != '$' || at + 1 == word.length() || word.charAt(at + 1) == '(') {
        out.append(c);
        at++;
      } else if (word.charAt(at + 1) == '{') {
        int close = word.indexOf('}', at);
        int end = close < 0 ? word.length() : close;
        out.append(otherwise(word.substring(at + 2, end)));
        at = Math.min(word.length(), end + 1);
      } else {
        at = nameEnd(word, at + 1);
      }
    }
    return out.toString();
  }

  private static String otherwise(String expansion) {
    for (String mark : List.of(":-", ":=", "-", "=")) {
      int at = expansion.indexOf(mark);
      if (at > 0) {
        return expansion.substring(at + mark.length());
      }
    }
    return "";
  }

  private static int nameEnd(String word, int from) {
    int end = from;
    while (end < word.length() && isNamePart(word.charAt(end))) {
      end++;
    }
    return end == from ? from + 1 : end;
  }

  /**
   * A script with its variables in braces where a quote or an escape ends their names: once those
   * are undone, nothing tells any more where the name ended.
   */
  static String braced(String script) {
    StringBuilder out = new StringBuilder(script.length() + 16);
    int at = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      int end = c == '$' && at + 1 < script.length() ? nameEnd(script, at + 1) : at;
      boolean named = end > at && isNamePart(script.charAt(at + 1));
      if (named && end < script.length() && "'\"\\".indexOf(script.charAt(end)) >= 0) {
        out.append("${").append(script, at + 1, end).append('}');
        at = end;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** The words with the first one's braces unfolded: {@code {rm,-rf}} is two words. */
  static List<String> unfolded(List<String> words) {
    String first = words.getFirst();
    if (!first.startsWith("{") || !first.endsWith("}") || first.indexOf(',') < 0) {
      return words;
    }
    List<String> all = new ArrayList<>();
    for (String part : first.substring(1, first.length() - 1).split(",", 64)) {
      if (!part.isEmpty()) {
        all.add(part);
      }
    }
    all.addAll(words.subList(1, words.size()));
    return all.isEmpty() ? words : all;
  }
}
