// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/** Text as a JSON string, for the messages we make ourselves. */
public final class Quote {
  private Quote() {}

  /**
   * The text in quotes, with everything escaped that RFC 8259 asks to escape. Lone surrogates
   * become U+FFFD.
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
          } else if (isLone(text, i)) {
            out.append('\uFFFD');
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
