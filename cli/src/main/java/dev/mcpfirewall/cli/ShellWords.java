// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits one text into words as a POSIX shell does with quotes and backslashes, and nothing else:
 * no variables, globs, pipes or commands within commands. What a shell would act on is an ordinary
 * character here, because no shell is run.
 */
final class ShellWords {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /** The words; empty if a quote is not closed or the text ends in a backslash. */
  static Optional<List<String>> split(String text) {
    return new ShellWords(text).read();
  }

  private Optional<List<String>> read() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean whole =
          switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> escaped();
            case ' ', '\t', '\n', '\r' -> endWord();
            default -> add(c);
          };
      if (!whole) {
        return Optional.empty();
      }
    }
    endWord();
    return Optional.of(List.copyOf(words));
  }

  private boolean add(char c) {
    inWord = true;
    word.append(c);
    return true;
  }

  private boolean endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
    return true;
  }

  private boolean escaped() {
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    return c == '\n' || add(c);
  }

  private boolean singleQuoted() {
    inWord = true;
    int end = text.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    word.append(text, at, end);
    at = end + 1;
    return true;
  }

  private boolean doubleQuoted() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '\\' && at < text.length() && "\"\\$`\n".indexOf(text.charAt(at)) >= 0) {
        c = text.charAt(at++);
        if (c == '\n') {
          continue;
        }
      }
      word.append(c);
    }
    return false;
  }
}
