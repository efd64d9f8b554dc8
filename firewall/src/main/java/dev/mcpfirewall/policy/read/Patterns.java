// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.DidYouMean;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.rego.builtin.pattern.Regex;
import java.util.List;

/**
 * Patterns as people write them, checked. Every method complains by {@link
 * IllegalArgumentException} with words that go on after the text.
 */
final class Patterns {
  private static final int LONGEST_REGEX = 1000;
  private static final List<String> VARIABLES = List.of("PROJECT_DIR", "HOME");

  private Patterns() {}

  /** A pattern over names: tools, servers, agents, methods. */
  static Glob names(String text) {
    if (text.matches(".*\\{[^}]*,[^}]*}.*|.*\\[[^]]+].*|/?\\^.*")) {
      throw new IllegalArgumentException(
          "would match no name: in names `*` is any text, `?` one character; write alternatives as"
              + " `read_*|write_*`");
    }
    try {
      return Glob.names(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no pattern of names: " + e.getMessage(), e);
    }
  }

  /** A pattern over values. */
  static String value(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "is an empty pattern; write `equals: \"\"` for an empty text");
    }
    if (text.length() > Glob.LONGEST) {
      throw new IllegalArgumentException("has more than " + Glob.LONGEST + " characters");
    }
    String plain = withoutVariables(text);
    closed(plain);
    Places.flaw(text)
        .ifPresent(flaw -> {
          throw new IllegalArgumentException("is no pattern: " + flaw);
        });
    return text;
  }

  /** Sets and alternatives have an end; alternatives may hold others. */
  private static void closed(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[' -> {
          int negated = text.startsWith("!", i + 1) || text.startsWith("^", i + 1) ? 1 : 0;
          int end = text.indexOf(']', i + 2 + negated);
          if (end < 0) {
            throw new IllegalArgumentException(
                "has a `[` that begins no set such as `[a-z]`; close it, write `[[]` for the"
                    + " character, or use `equals` or `regex`");
          }
          i = end;
        }
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        default -> {
          // Any other character is itself.
        }
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException(
          "has a `{` that begins no alternatives such as `{a,b}`; close it, write `[{]` for the"
              + " character, or use `equals` or `regex`");
    }
  }

  /** The text with an x for each variable; only those that mean something may stand in it. */
  private static String withoutVariables(String text) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
      int end = text.indexOf('}', at);
      String name = end < 0 ? text.substring(at + 2) : text.substring(at + 2, end);
      if (end < 0 || !VARIABLES.contains(name)) {
        String help =
            DidYouMean.closest(name, VARIABLES)
                .map(best -> "did you mean `${" + best + "}`?")
                .orElse("there are `${PROJECT_DIR}` and `${HOME}`");
        throw new IllegalArgumentException("names an unknown variable; " + help);
      }
      plain.append(text, from, at).append('x');
      from = end + 1;
    }
    return plain.append(text.substring(from)).toString();
  }

  /** A regular expression of RE2, bounded. */
  static String regex(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty and matches everything; remove it");
    }
    if (text.length() > LONGEST_REGEX) {
      throw new IllegalArgumentException("has more than " + LONGEST_REGEX + " characters");
    }
    try {
      Regex.compile(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no regular expression of RE2: " + e.getMessage() + lookaround(text), e);
    }
    return text;
  }

  private static String lookaround(String text) {
    boolean looks = text.contains("(?=") || text.contains("(?!") || text.contains("(?<");
    return looks ? "; RE2 cannot look around: use `not`, or several tests" : "";
  }

  /** A directory, kept as it is written. */
  static String directory(String text) {
    withoutVariables(text);
    if (text.length() > Glob.LONGEST) {
      throw new IllegalArgumentException("has more than " + Glob.LONGEST + " characters");
    }
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "is no directory; everything below it is meant anyway, and a pattern is a `glob`");
    }
    boolean anchored =
        text.startsWith("/")
            || text.equals("~")
            || text.startsWith("~/")
            || text.startsWith("${")
            || text.matches("[A-Za-z]:[/\\\\].*")
            || text.startsWith("\\\\");
    if (!anchored) {
      throw new IllegalArgumentException(
          "is relative to nothing; start it with `/`, `~/` or `${PROJECT_DIR}/`");
    }
    return text;
  }

  /** A label that a session can have. */
  static Label sessionLabel(String text) {
    Label label = label(text);
    if (label.equals(Label.EGRESS)) {
      throw new IllegalArgumentException(
          "is what a call does, not what a session has seen; say which tools do it under"
              + " `servers.NAME.labels`");
    }
    return label;
  }

  /** A label. */
  static Label label(String text) {
    return new Label(text);
  }

  /** The name of a rule, a chain or a flow. */
  static String ruleName(String text) {
    if (!text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} _./-]{0,63}") || text.endsWith(" ")) {
      throw new IllegalArgumentException(
          "is no name; write at most 64 letters, digits and `-`, `_`, `.`, `/`");
    }
    return text;
  }

  /** What is said to the agent and the person. */
  static String message(String text) {
    if (text.isBlank() || text.length() > 500) {
      throw new IllegalArgumentException("is no message; write 1 to 500 characters");
    }
    return text;
  }
}
