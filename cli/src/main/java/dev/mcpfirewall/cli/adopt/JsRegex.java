// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of JavaScript (without flags) as one of RE2. Where the two see different
 * characters, the translation errs to the strict side: for a rule that restricts it sees at least
 * what JavaScript does, for one that lets pass at most.
 */
final class JsRegex {
  private static final int LONGEST = 1000;

  /** JavaScript's white space, in a set: more than RE2's. */
  private static final String SPACE = "\\s\\v\\pZ\\x{FEFF}";

  private final String source;
  private final StringBuilder out = new StringBuilder();

  private final boolean lets;

  private JsRegex(String source, boolean lets) {
    this.source = source;
    this.lets = lets;
  }

  /**
   * The translation.
   *
   * @param lets whether the rule lets pass what matches
   * @throws Untranslatable if there is none
   */
  static String translate(String source, boolean lets) throws Untranslatable {
    JsRegex regex = new JsRegex(source, lets);
    regex.run();
    String text = regex.out.toString();
    if (text.isEmpty()) {
      throw new Untranslatable("it is empty and matches everything");
    }
    if (text.length() > LONGEST) {
      throw new Untranslatable("it has more than " + LONGEST + " characters");
    }
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Untranslatable("RE2 does not take it: " + e.getMessage());
    }
    return text;
  }

  /** Text as an expression that matches that very text. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append("\\.+*?()|[]{}^$".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return quoted.toString();
  }

  private void run() throws Untranslatable {
    for (int i = 0; i < source.length(); ) {
      char c = source.charAt(i);
      if (c == '\\') {
        i = escape(i, false);
      } else if (c == '[') {
        i = set(i);
      } else if (c == '.' && lets) {
        // RE2's dot takes all line ends but one.
        out.append("[^\\n\\r\\x{2028}\\x{2029}]");
        i++;
      } else if (source.startsWith("(?", i) && !source.startsWith("(?:", i)) {
        i = group(i);
      } else {
        out.append(c);
        i++;
      }
    }
  }

  private int group(int at) throws Untranslatable {
    if (source.startsWith("(?=", at) || source.startsWith("(?!", at)) {
      throw new Untranslatable("RE2 cannot look ahead");
    }
    if (source.startsWith("(?<=", at) || source.startsWith("(?<!", at)) {
      throw new Untranslatable("RE2 cannot look behind");
    }
    int end = source.indexOf('>', at);
    if (source.startsWith("(?<", at) && end > 0) {
      out.append("(");
      return end + 1;
    }
    throw new Untranslatable("RE2 does not know the group `" + source.substring(at, at + 2) + "…`");
  }

  private int set(int at) throws Untranslatable {
    int i = at + 1;
    boolean negated = source.startsWith("^", i);
    i += negated ? 1 : 0;
    if (source.startsWith("]", i)) {
      out.append(negated ? "(?s:.)" : "[^\\x{0}-\\x{10FFFF}]");
      return i + 1;
    }
    out.append(negated ? "[^" : "[");
    while (i < source.length() && source.charAt(i) != ']') {
      if (source.charAt(i) == '\\') {
        i = escape(i, true);
      } else {
        // An opening bracket is a character there, and in RE2 may begin a class.
        out.append(source.charAt(i) == '[' ? "\\[" : Character.toString(source.charAt(i)));
        i++;
      }
    }
    if (i == source.length()) {
      throw new Untranslatable("a set is not closed");
    }
    out.append(']');
    return i + 1;
  }

  private int escape(int at, boolean inSet) throws Untranslatable {
    if (at + 1 == source.length()) {
      throw new Untranslatable("it ends in a backslash");
    }
    char c = source.charAt(at + 1);
    switch (c) {
      case 's' -> out.append(lets ? "\\s" : inSet ? SPACE : "[" + SPACE + "]");
      case 'S' -> {
        if (inSet) {
          throw new Untranslatable("`\\S` in a set takes other characters in RE2");
        }
        out.append("[^" + SPACE + "]");
      }
      case 'b' -> out.append(inSet ? "\\x08" : "\\b");
      case 'd', 'D', 'w', 'W', 'B', 'n', 'r', 't', 'f', 'v' -> out.append('\\').append(c);
      case 'x' -> {
        return hex(at, 2);
      }
      case 'u' -> {
        return hex(at, 4);
      }
      case '0' -> out.append("\\x00");
      case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
          throw new Untranslatable("RE2 has no references back");
      case 'c', 'p', 'P' -> throw new Untranslatable("it has the escape `\\" + c + "`");
      default -> {
        // A letter that means nothing special is itself in JavaScript; in RE2 it may mean
        // something.
        boolean letter = Character.isLetterOrDigit(c) || c >= 0x80;
        out.append(letter ? "" : "\\").append(c);
      }
    }
    return at + 2;
  }

  private int hex(int at, int digits) {
    String code =
        source.substring(
            Math.min(at + 2, source.length()), Math.min(at + 2 + digits, source.length()));
    if (!code.matches("[0-9A-Fa-f]{" + digits + "}")) {
      out.append(source.charAt(at + 1));
      return at + 2;
    }
    out.append("\\x{").append(code).append('}');
    return at + 2 + digits;
  }
}
