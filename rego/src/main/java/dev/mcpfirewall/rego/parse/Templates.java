// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.parse.token.Kind;
import dev.mcpfirewall.rego.parse.token.Strings;
import java.util.ArrayList;
import java.util.List;

/** Template strings, {@code $"…{x}…"}. */
final class Templates {
  private final Cursor cursor;
  private final Literals literals;

  Templates(Cursor cursor, Literals literals) {
    this.cursor = cursor;
    this.literals = literals;
  }

  Term template(boolean raw) {
    int start = cursor.at();
    cursor.enter();
    List<Term.Part> parts = new ArrayList<>();
    int levels = 0;
    int skipped = 2;
    while (true) {
      Kind kind = cursor.kind();
      String text = cursor.text();
      String inner = text.substring(skipped, text.length() - 1);
      if (!inner.isEmpty()) {
        parts.add(new Term.Text(raw ? inner.replace("\\{", "{") : Strings.unescape(inner)));
      }
      cursor.next();
      if (kind == Kind.TEMPLATE_END || kind == Kind.RAW_TEMPLATE_END) {
        break;
      }
      parts.add(hole());
      levels = Math.max(levels, cursor.height());
      if (!cursor.accept(Kind.RBRACE)) {
        throw cursor.unexpected("expected } to end template string expression");
      }
      if (cursor.is(Kind.ILLEGAL)) {
        throw cursor.unexpected("");
      }
      skipped = 0;
    }
    cursor.leave();
    cursor.raise(levels);
    return new Term.Template(cursor.since(start), parts, raw);
  }

  private Term.Part hole() {
    if (cursor.is(Kind.RBRACE)) {
      throw cursor.fail(
          "invalid template-string expression", cursor.here(), "write `\\{` for a brace");
    }
    Literal literal = literals.literal();
    if (literal.negated()) {
      throw misplaced(literal, "negation ('not')");
    }
    return switch (literal.form()) {
      case Literal.Test(Term.Call call) when call.infix() && isNamed(call, "eq") ->
          throw misplaced(literal, "unification ('=')");
      case Literal.Test(Term.Call call) when call.infix() && isNamed(call, "assign") ->
          throw misplaced(literal, "assignment (':=')");
      case Literal.Test(Term term) -> new Term.Hole(term, literal.withs());
      case Literal.Every _ -> throw misplaced(literal, "'every'");
      case Literal.Some _, Literal.SomeIn _ -> throw misplaced(literal, "'some'");
    };
  }

  private static boolean isNamed(Term.Call call, String name) {
    return call.operator() instanceof Term.Var v && v.name().equals(name);
  }

  private Failure misplaced(Literal literal, String what) {
    return cursor.fail("unexpected " + what + " in template-string expression", literal.at());
  }
}
