// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.parse.token.Tokens;

/** {@code # rego_version: 0} above everything else of a file. */
final class Versions {
  private Versions() {}

  /** The version a text declares, else the one given. */
  static Version declared(Tokens tokens, Version otherwise) {
    int first = tokens.start(0);
    for (Comment comment : tokens.comments()) {
      if (comment.at().start() > first) {
        break;
      }
      String text = comment.text().strip();
      if (text.startsWith("rego_version") && text.indexOf(':') > 0) {
        return version(comment, text.substring(text.indexOf(':') + 1).strip());
      }
    }
    return otherwise;
  }

  private static Version version(Comment comment, String text) {
    return switch (text) {
      case "0", "v0" -> Version.V0;
      case "1", "v1" -> Version.V1;
      default ->
          throw new RegoException(
              RegoError.of(ErrorCode.PARSE, "unknown rego_version `" + text + "`", comment.at())
                  .help("write `# rego_version: 0` or `# rego_version: 1`"));
    };
  }
}
