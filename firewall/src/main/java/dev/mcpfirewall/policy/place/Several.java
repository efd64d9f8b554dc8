// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;

/**
 * Texts that only their receiver makes a path of, or several: {@code a,/b}, {@code "/b"}, {@code
 * $(echo /b)}. A list in JSON is none of them: its parts are looked at.
 */
final class Several {
  private Several() {}

  static boolean mayBe(String text) {
    return isComputed(text) || hasFurther(text) || isWrapped(text.strip());
  }

  private static boolean isComputed(String text) {
    return text.contains("$(") || text.indexOf('`') >= 0;
  }

  /** Whether a path that does not start where the text does follows a sign that parts lists. */
  private static boolean hasFurther(String text) {
    for (int i = 1; i + 1 < text.length(); i++) {
      if (isPart(text.charAt(i - 1)) && isStart(text, i) && !text.substring(0, i).isBlank()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPart(char c) {
    return c == ',' || c == ';' || c == ' ' || c == '\t' || c == '{';
  }

  private static boolean isStart(String text, int at) {
    char c = text.charAt(at);
    return c == '/' || c == '\\' || text.startsWith("~/", at) || text.startsWith("../", at);
  }

  private static boolean isWrapped(String text) {
    if (text.length() < 2) {
      return false;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    boolean quoted = (first == '"' || first == '\'') && last == first;
    boolean listed = (first == '[' && last == ']' || first == '{' && last == '}') && hasQuote(text);
    return (quoted || listed) && !(Document.parse(Bytes.utf8(text)) instanceof Document);
  }

  private static boolean hasQuote(String text) {
    return text.indexOf('"') >= 0 || text.indexOf('\'') >= 0;
  }
}
