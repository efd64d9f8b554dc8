// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;

/**
 * One simple command.
 *
 * @param words program and arguments; empty where there are only redirections
 * @param redirects in order
 * @param pipeline commands joined by {@code |} share this number
 * @param first whether it is the first of its pipeline
 * @param nested whether it stands in a substitution, whose output becomes part of another command
 * @param start first character in the text read
 * @param end behind the last
 */
public record ShellCommand(
    List<Word> words,
    List<Redirect> redirects,
    int pipeline,
    boolean first,
    boolean nested,
    int start,
    int end) {
  public ShellCommand {
    words = List.copyOf(words);
    redirects = List.copyOf(redirects);
  }

  /** The program's name, empty if there is none. */
  public String program() {
    return words.isEmpty() ? "" : words.getFirst().program();
  }

  /** The words behind the program. */
  public List<Word> arguments() {
    return words.isEmpty() ? List.of() : words.subList(1, words.size());
  }

  /** The command without its first {@code count} words. */
  public ShellCommand without(int count) {
    return new ShellCommand(
        words.subList(count, words.size()), redirects, pipeline, first, nested, start, end);
  }

  /** Whether one of the arguments is one of these words. */
  public boolean has(String... any) {
    for (Word word : arguments()) {
      for (String one : any) {
        if (word.text().equals(one)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a group of short options, such as {@code -rf}, holds this letter. */
  public boolean hasFlag(char letter) {
    for (Word word : arguments()) {
      String text = word.text();
      if (text.equals("--")) {
        return false;
      }
      if (text.length() > 1
          && text.charAt(0) == '-'
          && text.charAt(1) != '-'
          && text.indexOf(letter) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Arguments that are no options. */
  public List<String> operands() {
    return arguments().stream().filter(word -> !word.isOption()).map(Word::text).toList();
  }

  /** All words, joined by blanks. */
  public String line() {
    return String.join(" ", words.stream().map(Word::text).toList());
  }
}
