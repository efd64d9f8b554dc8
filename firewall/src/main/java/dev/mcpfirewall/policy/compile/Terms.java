// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Text from a policy as terms of Rego. What a person wrote never becomes anything but a term. */
final class Terms {
  private static final Set<String> KEYWORDS =
      Set.of(
          "as contains default else every false if import in not null package some true with"
              .split(" "));

  private Terms() {}

  /** A string. */
  static String text(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          // Invisible and alone-standing characters are shown as what they are.
          if (c < ' ' || c >= 0x7f && !Character.isLetterOrDigit(c)) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** An expression: raw where that can be read more easily. */
  static String pattern(String pattern) {
    boolean raw =
        pattern.indexOf('\\') >= 0
            && pattern.indexOf('`') < 0
            && pattern.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return raw ? "`" + pattern + "`" : text(pattern);
  }

  /** A list. */
  static String array(Collection<String> texts) {
    return texts.stream().map(Terms::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A set of strings, not empty. */
  static String set(Collection<String> texts) {
    return setOf(texts.stream().map(Terms::text).toList());
  }

  /** A set of terms, not empty. */
  static String setOf(List<String> terms) {
    return terms.stream().distinct().collect(Collectors.joining(", ", "{", "}"));
  }

  /** The reference to a member. */
  static String member(String object, String name) {
    return isIdentifier(name) && !KEYWORDS.contains(name)
        ? object + "." + name
        : object + "[" + text(name) + "]";
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && !(name.charAt(0) >= '0' && name.charAt(0) <= '9')
        && name.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || c == '_');
  }

  /** What stands in a comment: one line, whatever it holds. */
  static String comment(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(c -> isPlain(c) ? c : ' ').forEach(plain::appendCodePoint);
    return "# " + plain.toString().strip();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
