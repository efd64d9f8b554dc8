// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.parse.token.Kind;

/** What errors call things. */
final class Words {
  private Words() {}

  /** Advice for a keyword where a name is wanted. */
  static String reserved(Kind keyword) {
    return "`" + keyword.word() + "` is a word of the language: choose another name";
  }

  /** The kind of a term, as OPA names it. */
  static String kindOf(Term term) {
    return switch (term) {
      case Term.Scalar scalar -> scalar.value().typeName();
      case Term.Var v -> v.name().equals("data") || v.name().equals("input") ? "ref" : "var";
      case Term.Ref _ -> "ref";
      case Term.Array _ -> "array";
      case Term.Obj _ -> "object";
      case Term.SetOf _ -> "set";
      case Term.ArrayComprehension _ -> "arraycomprehension";
      case Term.SetComprehension _ -> "setcomprehension";
      case Term.ObjectComprehension _ -> "objectcomprehension";
      case Term.Call _ -> "call";
      case Term.Template _ -> "templatestring";
    };
  }
}
