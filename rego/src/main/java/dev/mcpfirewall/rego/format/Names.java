// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.Optional;
import java.util.Set;

/** Which strings can stand behind a dot. */
final class Names {
  private static final Set<String> KEYWORDS =
      Set.of(
          "as",
          "contains",
          "default",
          "else",
          "every",
          "false",
          "if",
          "import",
          "in",
          "not",
          "null",
          "package",
          "some",
          "true",
          "with");

  private Names() {}

  /** The name of a field, where a part of a reference may be written as one. */
  static Optional<String> field(Term part) {
    if (!(part instanceof Term.Scalar scalar) || !(scalar.value() instanceof StringValue s)) {
      return Optional.empty();
    }
    boolean quoted = !scalar.at().text().equals(s.value());
    return isName(s.value()) && !(quoted && KEYWORDS.contains(s.value()))
        ? Optional.of(s.value())
        : Optional.empty();
  }

  /** Whether a string has the form of a name; it may be a keyword. */
  static boolean isName(String text) {
    if (text.isEmpty() || text.charAt(0) >= '0' && text.charAt(0) <= '9') {
      return false;
    }
    return text.chars()
        .allMatch(
            c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_');
  }

  /** A path of names, {@code a.b["c-d"]}. */
  static String path(Iterable<String> parts) {
    StringBuilder out = new StringBuilder();
    for (String part : parts) {
      if (out.isEmpty()) {
        out.append(part);
      } else if (isName(part)) {
        out.append('.').append(part);
      } else {
        out.append('[').append(StringValue.of(part)).append(']');
      }
    }
    return out.toString();
  }
}
