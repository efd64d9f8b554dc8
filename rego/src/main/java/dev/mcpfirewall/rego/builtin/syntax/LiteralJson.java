// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.syntax;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bodies as OPA writes them: an expression with its index a literal. */
final class LiteralJson {
  private LiteralJson() {}

  static Value of(Body body) {
    List<Value> all = new ArrayList<>();
    for (Literal literal : body.literals()) {
      ObjectValue.Builder out = indexed(all.size(), form(literal.form()));
      if (literal.negated()) {
        ModuleJson.put(out, "negated", BooleanValue.TRUE);
      }
      withs(out, literal.withs());
      all.add(out.build());
    }
    return ArrayValue.of(all);
  }

  static ObjectValue.Builder indexed(int index, Value terms) {
    ObjectValue.Builder out = ObjectValue.builder(4);
    ModuleJson.put(out, "index", NumberValue.of(index));
    ModuleJson.put(out, "terms", terms);
    return out;
  }

  static Value hole(Term.Hole hole) {
    ObjectValue.Builder out = indexed(0, TermJson.of(hole.term()));
    withs(out, hole.withs());
    return out.build();
  }

  private static void withs(ObjectValue.Builder out, List<Literal.With> withs) {
    if (!withs.isEmpty()) {
      ModuleJson.put(out, "with", ArrayValue.of(withs.stream().map(LiteralJson::with).toList()));
    }
  }

  private static Value form(Literal.Form form) {
    return switch (form) {
      case Literal.Test(Term.Call call) -> TermJson.call(call);
      case Literal.Test(Term term) -> TermJson.of(term);
      case Literal.Some(List<Term.Var> variables) ->
          symbols(variables.stream().map(TermJson::of).toList());
      case Literal.SomeIn in -> {
        List<Value> call = new ArrayList<>();
        call.add(TermJson.operator("internal", in.key().isPresent() ? "member_3" : "member_2"));
        Stream.concat(in.key().stream(), Stream.of(in.value(), in.domain()))
            .map(TermJson::of)
            .forEach(call::add);
        yield symbols(List.of(TermJson.typed("call", ArrayValue.of(call))));
      }
      case Literal.Every every -> {
        ObjectValue.Builder out = ObjectValue.builder(4);
        ModuleJson.put(out, "key", every.key().<Value>map(TermJson::of).orElse(NullValue.NULL));
        ModuleJson.put(out, "value", TermJson.of(every.value()));
        ModuleJson.put(out, "domain", TermJson.of(every.domain()));
        ModuleJson.put(out, "body", of(every.body()));
        yield out.build();
      }
    };
  }

  private static Value symbols(List<Value> all) {
    return ModuleJson.object("symbols", ArrayValue.of(all));
  }

  private static Value with(Literal.With with) {
    ObjectValue.Builder out = ObjectValue.builder(2);
    ModuleJson.put(out, "target", TermJson.of(with.target()));
    ModuleJson.put(out, "value", TermJson.of(with.value()));
    return out.build();
  }
}
