// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Lexer;
import dev.mcpfirewall.rego.parse.token.Tokens;
import java.util.Random;

/** A text with other blanks, lines and comments between the same tokens. */
final class Scattered {
  private Scattered() {}

  static String of(String text, long seed) {
    Random random = new Random(seed);
    Tokens tokens = Lexer.of(new Source("", text));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < tokens.size() - 1; i++) {
      if (i > 0) {
        out.append(between(tokens, i, text, random));
      }
      out.append(tokens.text(i));
    }
    return out.append(random.nextBoolean() ? "\n" : "\n\n# last\n").toString();
  }

  private static String between(Tokens tokens, int token, String text, Random random) {
    String blank = text.substring(tokens.end(token - 1), tokens.start(token));
    Kind before = tokens.kind(token - 1);
    if (blank.isEmpty() || before == Kind.PACKAGE || before == Kind.IMPORT) {
      return blank;
    }
    return switch (random.nextInt(12)) {
      case 0 -> blank + "\n" + blank;
      case 1 -> blank + "# note " + token + "\n";
      case 2 -> blank + "\n\n  # own " + token + "\n";
      case 3 -> blank + "\t ";
      default -> blank;
    };
  }
}
