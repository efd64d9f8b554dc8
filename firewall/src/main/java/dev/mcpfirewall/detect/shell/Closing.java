// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/** Finds where a substitution ends. */
final class Closing {
  private Closing() {}

  /** The parenthesis that closes one opened just before {@code from}, or the text's length. */
  static int parenthesis(String text, int from) {
    int open = 1;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        int close = text.indexOf('\'', at + 1);
        at = close < 0 ? at : close;
      } else if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        return at;
      }
      at++;
    }
    return text.length();
  }

  /** The backtick that closes one just before {@code from}, or the text's length. */
  static int backtick(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '`') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }
}
