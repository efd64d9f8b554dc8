// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/** A function that calls itself twice, in the background: {@code f(){ f|f& };f}. */
final class ForkBomb {
  private static final int LONGEST_NAME = 32;

  private ForkBomb() {}

  static boolean isIn(String text) {
    for (int at = text.indexOf("()"); at >= 0; at = text.indexOf("()", at + 2)) {
      int start = at;
      while (start > 0 && at - start < LONGEST_NAME && isName(text.charAt(start - 1))) {
        start--;
      }
      String name = text.substring(start, at);
      String body =
          text.substring(at + 2, Math.min(text.length(), at + 2 + 3 * LONGEST_NAME))
              .replace(" ", "");
      if (!name.isEmpty() && body.startsWith("{" + name + "|" + name + "&")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isName(char c) {
    return c > ' ' && c != ';' && c != '&' && c != '|' && c != '(' && c != ')' && c != '{';
  }
}
