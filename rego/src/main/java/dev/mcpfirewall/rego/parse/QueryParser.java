// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Lexer;

/** A query: the body of a rule without the rule. */
final class QueryParser {
  private final Cursor cursor;
  private final Literals literals;

  QueryParser(Source source, Options options) {
    cursor = new Cursor(Lexer.of(source), options);
    literals = new Literals(cursor);
    if (options.version() == Version.V1) {
      cursor.enable(Kind.EVERY);
      cursor.enable(Kind.CONTAINS);
      cursor.enable(Kind.IF);
    }
  }

  Body body() {
    try {
      return literals.body(Kind.EOF);
    } catch (Failure failure) {
      throw new RegoException(failure.error());
    }
  }
}
