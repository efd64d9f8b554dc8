// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;

/**
 * Reads Rego. In time linear in the text; nothing is resolved, only the shape of the text is
 * checked. Stateless and thread-safe.
 *
 * <p>Every method throws {@link RegoException} with {@code rego_parse_error} for a text that is no
 * Rego, nests too deep or is too long.
 */
public final class Parser {
  private Parser() {}

  /** A policy file; the exception holds one error or more for each statement that is wrong. */
  public static Module module(Source source, Options options) {
    check(source, options);
    return new ModuleParser(source, options).module();
  }

  /** A query: literals, on lines or between semicolons. */
  public static Body query(Source source, Options options) {
    check(source, options);
    return new QueryParser(source, options).body();
  }

  /** A single term, of the current syntax. */
  public static Term term(Source source) {
    Body body = query(source, Options.V1);
    if (body.literals().size() != 1) {
      throw refuse("expected exactly one term", source, 0, source.text().length());
    }
    Literal literal = body.literals().getFirst();
    if (literal.negated()
        || !literal.withs().isEmpty()
        || !(literal.form() instanceof Literal.Test(Term term))) {
      throw new RegoException(RegoError.of(ErrorCode.PARSE, "expected term", literal.at()));
    }
    return term;
  }

  private static void check(Source source, Options options) {
    String text = source.text();
    if (text.length() > options.maxSize()) {
      throw refuse("text longer than " + options.maxSize() + " characters", source, 0, 0);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw refuse("illegal null character", source, nul, nul + 1);
    }
    int mark = text.indexOf('\uFEFF', 1);
    if (mark >= 0) {
      throw refuse("illegal byte-order mark", source, mark, mark + 1);
    }
  }

  private static RegoException refuse(String message, Source source, int start, int end) {
    return new RegoException(RegoError.of(ErrorCode.PARSE, message, source.at(start, end)));
  }
}
