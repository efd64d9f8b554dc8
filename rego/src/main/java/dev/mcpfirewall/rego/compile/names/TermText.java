// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;

/** Names and references as error messages show them. */
public final class TermText {
  private final Names names;

  public TermText(Names names) {
    this.names = names;
  }

  /** {@code data.a.b}, {@code data.p[x]}; what is no name or reference as it stands in the text. */
  public String of(Term term) {
    return switch (term) {
      case Term.Var variable -> variable.isWildcard() ? "_" : names.text(variable.name());
      case Term.Scalar(_, Value value) -> value.toString();
      case Term.Ref(_, Term head, var path) -> {
        StringBuilder out = new StringBuilder(of(head));
        for (Term part : path) {
          if (part instanceof Term.Scalar(_, Value key)) {
            part(key, out);
          } else {
            out.append('[').append(of(part)).append(']');
          }
        }
        yield out.toString();
      }
      default -> term.at().text();
    };
  }

  /** The name of a built-in, {@code json.patch}; the text of what can't be one. */
  public static String name(Term operator) {
    return switch (operator) {
      case Term.Var(_, String name) -> name;
      case Term.Ref(_, Term.Var(_, String head), var path)
          when path.size() == 1 && path.getFirst() instanceof Term.Scalar(_, StringValue last) ->
          head + '.' + last.value();
      case Term.Ref(_, Term.Var(_, String head), var path) -> {
        StringBuilder out = new StringBuilder(head);
        for (Term part : path) {
          out.append('.');
          out.append(part instanceof Term.Scalar(_, StringValue s) ? s.value() : part.at().text());
        }
        yield out.toString();
      }
      default -> operator.at().text();
    };
  }

  public static void part(Value key, StringBuilder out) {
    if (key instanceof StringValue name && isName(name.value())) {
      out.append('.').append(name.value());
    } else {
      out.append('[').append(key).append(']');
    }
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '_' && (c > 'z' || !Character.isLetterOrDigit(c))) {
        return false;
      }
    }
    return true;
  }
}
