// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.compile.names.Nearest;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.type.Signature;
import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks that what is called exists, may be called, and takes as many arguments as it is given. */
final class Calls {
  private static final Set<String> KEYWORDS =
      Set.of(
          "not", "some", "every", "in", "if", "else", "default", "with", "as", "import", "package");
  private static final Set<String> METADATA = Set.of("rego.metadata.rule", "rego.metadata.chain");
  private static final Set<String> DEPRECATED =
      Set.of(
          "any",
          "all",
          "re_match",
          "net.cidr_overlap",
          "set_diff",
          "cast_array",
          "cast_set",
          "cast_string",
          "cast_boolean",
          "cast_null",
          "cast_object");
  private static final Map<String, Type.Function> SIGNATURES = new ConcurrentHashMap<>();

  private final Unit unit;

  Calls(Unit unit) {
    this.unit = unit;
  }

  /** Checks a call whose operator is resolved; false where it is refused. */
  boolean allows(Term.Call call, boolean literal) {
    if (call.infix()) {
      return true;
    }
    if (call.operator() instanceof Term.Ref(_, Term.Var(_, String head), _)
        && head.equals("data")) {
      return allowsOwn(call, literal);
    }
    String name = TermText.name(call.operator());
    Optional<Builtin> builtin = unit.settings().builtins().find(name);
    if (builtin.isEmpty() && METADATA.contains(name)) {
      metadata(call, name);
      return false;
    }
    if (builtin.isEmpty()) {
      undefined(call, name);
      return false;
    }
    if (name.equals("print")) {
      unit.problems().type(call.at(), call.at().text() + " used as value");
      return false;
    }
    if (unit.settings().refused().contains(name)) {
      unit.problems().type(call.at(), "unsafe built-in function calls in expression: " + name);
      return false;
    }
    if (unit.guarded() && DEPRECATED.contains(name)) {
      unit.problems().type(call.at(), "deprecated built-in function calls in expression: " + name);
      return false;
    }
    Type.Function type = signature(builtin.get());
    if (!fits(call, type.parameters().size(), literal) && type.variadic().isEmpty()) {
      unit.problems()
          .type(
              call.at(),
              name + ": arity mismatch: have " + have(call.arguments()) + ", want " + type.wants());
      return false;
    }
    return true;
  }

  /** Where it is right, it has been replaced by its value. */
  private void metadata(Term.Call call, String name) {
    unit.problems()
        .compile(
            call.at(),
            call.arguments().isEmpty()
                ? "the " + name + " function must only be called within the scope of a rule"
                : name + ": arity mismatch: have " + have(call.arguments()) + ", want ()");
  }

  private boolean allowsOwn(Term.Call call, boolean literal) {
    String name = unit.text().of(call.operator());
    Optional<RuleTree.Node> node = unit.tree().find(call.operator());
    if (node.isEmpty() || node.get().rules.isEmpty()) {
      undefined(call, name);
      return false;
    }
    if (!node.get().isFunction()) {
      unit.problems()
          .add(
              RegoError.of(ErrorCode.TYPE, "undefined function " + name, call.at()),
              Optional.of("`" + name + "` is a rule without arguments; leave the parentheses out"));
      return false;
    }
    int arity = node.get().arity();
    if (!fits(call, arity, literal)) {
      int given = call.arguments().size();
      unit.problems()
          .type(
              call.at(),
              "function "
                  + name
                  + " has arity "
                  + arity
                  + ", got "
                  + given
                  + " argument"
                  + (given == 1 ? "" : "s"));
      return false;
    }
    return true;
  }

  /** Whether the last argument of a literal takes the result. */
  boolean hasOutput(Term.Call call) {
    if (call.operator() instanceof Term.Ref(_, Term.Var(_, String head), _)
        && head.equals("data")) {
      return unit.tree().find(call.operator()).map(RuleTree.Node::arity).orElse(0)
          == call.arguments().size() - 1;
    }
    return unit.settings()
        .builtins()
        .find(TermText.name(call.operator()))
        .map(Calls::signature)
        .filter(type -> type.variadic().isEmpty())
        .filter(type -> type.parameters().size() == call.arguments().size() - 1)
        .isPresent();
  }

  private static boolean fits(Term.Call call, int arity, boolean literal) {
    int given = call.arguments().size();
    return given == arity || literal && given == arity + 1;
  }

  static Type.Function signature(Builtin builtin) {
    return SIGNATURES.computeIfAbsent(builtin.signature(), Signature::parse);
  }

  private void undefined(Term.Call call, String name) {
    Optional<String> help =
        KEYWORDS.contains(name)
            ? Optional.of("`" + name + "` is a keyword, not a function")
            : Nearest.advice(name, functions(name));
    unit.problems()
        .add(RegoError.of(ErrorCode.TYPE, "undefined function " + name, call.at()), help);
  }

  private List<String> functions(String name) {
    List<String> known = new ArrayList<>();
    if (name.startsWith("data.")) {
      unit.tree().functions(known);
    } else {
      unit.settings().builtins().list().forEach(b -> known.add(b.name()));
      known.addAll(unit.globals().names());
    }
    return known;
  }

  private static String have(List<Term> arguments) {
    List<String> types = new ArrayList<>();
    for (Term argument : arguments) {
      types.add(type(argument));
    }
    return "(" + String.join(", ", types) + ")";
  }

  private static String type(Term term) {
    return switch (term) {
      case Term.Scalar(_, var value) ->
          switch (value) {
            case NullValue _ -> "null";
            case BooleanValue _ -> "boolean";
            case NumberValue _ -> "number";
            case StringValue _ -> "string";
            default -> value.typeName();
          };
      case Term.Array _, Term.ArrayComprehension _ -> "array";
      case Term.SetOf _, Term.SetComprehension _ -> "set";
      case Term.Obj _, Term.ObjectComprehension _ -> "object";
      case Term.Template _ -> "string";
      case Term.Ref(_, Term.Var(_, String head), _) when Variables.isRoot(head) -> "any";
      case Term.Var(_, String name) when Variables.isRoot(name) -> "any";
      case Term.Ref _, Term.Var _, Term.Call _ -> "???";
    };
  }
}
