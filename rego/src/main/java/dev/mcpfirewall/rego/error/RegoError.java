// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.error;

import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param message what, in lower case, names in backticks or as OPA words it
 * @param at where; {@link Location#NONE} where no text is to blame
 * @param help what to do about it, a line of its own
 */
public record RegoError(ErrorCode code, String message, Location at, Optional<String> help) {

  /** An error without advice. */
  public static RegoError of(ErrorCode code, String message, Location at) {
    return new RegoError(code, message, at, Optional.empty());
  }

  /** The same, with advice. */
  public RegoError help(String line) {
    return new RegoError(code, message, at, Optional.of(line));
  }

  /** {@code file:line:column: code: message}, on one line. */
  public String headline() {
    return (at.equals(Location.NONE) ? "" : at + ": ") + code + ": " + message;
  }

  /** The headline, the offending line with a caret under its column, and the advice. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(headline());
    if (!at.equals(Location.NONE)) {
      String line = at.source().lineText(at.line()).replace('\t', ' ');
      if (!line.isBlank()) {
        out.append("\n\t")
            .append(line)
            .append("\n\t")
            .append(" ".repeat(at.column() - 1))
            .append('^');
      }
    }
    help.ifPresent(line -> out.append("\n\thelp: ").append(line));
    return out.toString();
  }
}
