// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a {@code default} rule may say: constants, and arguments that are names. */
final class Defaults {
  private Defaults() {}

  static void check(Cursor cursor, Rule.Head head, Location where) {
    if (head.value().isEmpty()) {
      throw cursor.fail(
          "illegal default rule (must have a value)",
          where,
          "write `default " + head.name().at().text() + " := …`");
    }
    constant(cursor, head.value().get(), where);
    Set<String> names = new HashSet<>();
    for (Term argument : head.arguments().orElse(List.of())) {
      if (!(argument instanceof Term.Var name)) {
        throw cursor.fail(
            "illegal default rule (arguments cannot contain " + Words.kindOf(argument) + ")",
            where);
      }
      if (!names.add(name.name())) {
        throw cursor.fail(
            "illegal default rule (arguments cannot be repeated " + name.name() + ")", where);
      }
    }
  }

  private static void constant(Cursor cursor, Term term, Location where) {
    switch (term) {
      case Term.Scalar _, Term.ArrayComprehension _ -> {}
      case Term.SetComprehension _, Term.ObjectComprehension _ -> {}
      case Term.Var _, Term.Ref _, Term.Call _ ->
          throw cursor.fail(
              "illegal default rule (value cannot contain " + Words.kindOf(term) + ")", where);
      case Term.Array array -> array.elements().forEach(e -> constant(cursor, e, where));
      case Term.SetOf set -> set.elements().forEach(e -> constant(cursor, e, where));
      case Term.Obj object ->
          object
              .members()
              .forEach(member -> {
                constant(cursor, member.key(), where);
                constant(cursor, member.value(), where);
              });
      case Term.Template template ->
          template
              .parts()
              .forEach(part -> {
                if (part instanceof Term.Hole hole) {
                  constant(cursor, hole.term(), where);
                }
              });
    }
  }
}
