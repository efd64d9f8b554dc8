// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.token;

/** What the literals of strings mean. */
public final class Strings {
  private Strings() {}

  /** The text that a string token, with its quotes, stands for. */
  public static String of(Kind kind, String literal) {
    String inner = literal.substring(1, literal.length() - 1);
    return kind == Kind.STRING ? unescape(inner) : inner;
  }

  /**
   * Resolves the escapes of JSON, and that of an opening brace; the lexer has made sure that each
   * is one.
   */
  public static String unescape(String text) {
    int escape = text.indexOf('\\');
    if (escape < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (escape >= 0) {
      out.append(text, from, escape);
      char c = text.charAt(escape + 1);
      from = escape + 2;
      switch (c) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(text, escape + 2, escape + 6, 16));
          from = escape + 6;
        }
        default -> out.append(c);
      }
      escape = text.indexOf('\\', from);
    }
    return wellFormed(out.append(text, from, text.length()).toString());
  }

  /** Half a surrogate pair is no character; as in JSON readers it becomes U+FFFD. */
  private static String wellFormed(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        out = out == null ? new StringBuilder(text) : out;
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out == null ? text : out.toString();
  }
}
