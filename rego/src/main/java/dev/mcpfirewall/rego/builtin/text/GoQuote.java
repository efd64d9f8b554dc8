// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import java.util.HexFormat;

/** Quotes as Go's strconv does. */
public final class GoQuote {
  private static final String ESCAPES = "\u0007a\bb\ff\nn\rr\tt\u000bv";

  private GoQuote() {}

  /** In double quotes, what can't be printed escaped. */
  public static String quote(String text) {
    return quote(text, false);
  }

  /** In double quotes; with {@code ascii}, all beyond ASCII escaped, too. */
  static String quote(String text, boolean ascii) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(c, '"', ascii, out));
    return out.append('"').toString();
  }

  /** In single quotes. */
  static String quoteRune(int codePoint, boolean ascii) {
    StringBuilder out = new StringBuilder().append('\'');
    append(codePoint, '\'', ascii, out);
    return out.append('\'').toString();
  }

  /** Whether Go would print it between back quotes: no control but tab, no back quote. */
  static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(c -> c < 0x20 && c != '\t' || c == '`' || c == 0x7f || c == 0xfeff);
  }

  private static void append(int c, char quote, boolean ascii, StringBuilder out) {
    int escape = c < 0x20 ? ESCAPES.indexOf(c) : -1;
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (escape >= 0) {
      out.append('\\').append(ESCAPES.charAt(escape + 1));
    } else if (c < 0x20 || c == 0x7f) {
      out.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
    } else if (printable(c) && !(ascii && c > 0x7f)) {
      out.appendCodePoint(c);
    } else if (c < 0x10000) {
      out.append("\\u").append(HexFormat.of().toHexDigits((char) c));
    } else {
      out.append("\\U").append(HexFormat.of().toHexDigits(c));
    }
  }

  /** Letters, marks, numbers, punctuation, symbols, and the space of ASCII. */
  static boolean printable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
