// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.space;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that a regular expression matches: one for each alternative at its outermost level, each
 * repetition as often as it must. Simple expressions only; what was not matched is not told.
 */
final class RegexSamples {
  private static final int MOST = 8;

  private final String pattern;
  private int at;

  private RegexSamples(String pattern) {
    this.pattern = pattern;
  }

  /** The texts; none where the expression is too involved. */
  static List<String> of(String expression) {
    String plain = expression.startsWith("(?i)") ? expression.substring(4) : expression;
    try {
      Pattern compiled = Pattern.compile(expression);
      RegexSamples reader = new RegexSamples(plain);
      List<String> texts = reader.alternatives();
      return reader.at < plain.length()
          ? List.of()
          : texts.stream().filter(text -> compiled.matcher(text).find()).limit(MOST).toList();
    } catch (PatternSyntaxException | IndexOutOfBoundsException tooInvolved) {
      return List.of();
    }
  }

  private List<String> alternatives() {
    List<String> all = new ArrayList<>(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all.addAll(sequence());
    }
    return all.stream().distinct().limit(MOST).toList();
  }

  private List<String> sequence() {
    List<String> texts = List.of("");
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      List<String> pieces = repeated(atom());
      texts =
          texts.stream()
              .flatMap(text -> pieces.stream().map(piece -> text + piece))
              .distinct()
              .limit(MOST)
              .toList();
    }
    return texts;
  }

  private List<String> atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> List.of(oneOfClass());
      case '.' -> List.of("x");
      case '^', '$' -> List.of("");
      case '\\' -> List.of(escaped());
      default -> List.of(String.valueOf(c));
    };
  }

  private List<String> group() {
    if (pattern.startsWith("?", at)) {
      at = pattern.indexOf(':', at) + 1;
    }
    List<String> inner = alternatives();
    at++;
    return inner;
  }

  private String escaped() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'd' -> "1";
      case 'w' -> "a";
      case 's' -> " ";
      case 'b', 'B', 'A', 'z' -> "";
      case 'D', 'W', 'S' -> "-";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'Q' -> quoted();
      default -> String.valueOf(c);
    };
  }

  private String quoted() {
    int end = pattern.indexOf("\\E", at);
    String text = pattern.substring(at, end < 0 ? pattern.length() : end);
    at = end < 0 ? pattern.length() : end + 2;
    return text;
  }

  /** The first member of a class, or for what is not in it a letter that seldom is. */
  private String oneOfClass() {
    boolean not = pattern.charAt(at) == '^';
    int start = not ? at + 1 : at;
    at = pattern.indexOf(']', start + 1) + 1;
    if (not) {
      return "~";
    }
    int before = at;
    at = start;
    char c = pattern.charAt(at++);
    String member = c == '\\' ? escaped() : String.valueOf(c);
    at = before;
    return member;
  }

  private List<String> repeated(List<String> pieces) {
    if (at == pattern.length()) {
      return pieces;
    }
    int times = 1;
    switch (pattern.charAt(at)) {
      case '*', '?' -> {
        times = 0;
        at++;
      }
      case '+' -> at++;
      case '{' -> {
        int end = pattern.indexOf('}', at);
        String least = pattern.substring(at + 1, end).split(",", -1)[0];
        times = Integer.parseInt(least);
        at = end + 1;
      }
      default -> {}
    }
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    int count = Math.min(times, 64);
    return count == 0 ? List.of("") : pieces.stream().map(piece -> piece.repeat(count)).toList();
  }
}
