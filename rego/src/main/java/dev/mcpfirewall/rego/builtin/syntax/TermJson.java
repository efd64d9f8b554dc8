// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.syntax;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Terms as OPA writes them: a type and a value. The parser bounds their depth. */
final class TermJson {
  private TermJson() {}

  static Value of(Term term) {
    return switch (term) {
      case Term.Scalar(_, Value value) -> typed(value.typeName(), value);
      case Term.Var(_, String name) -> typed("var", name);
      case Term.Ref(_, Term head, List<Term> path) -> typed("ref", parts(head, path));
      case Term.Array(_, List<Term> elements) -> typed("array", all(elements));
      case Term.SetOf(_, List<Term> elements) -> typed("set", all(elements));
      case Term.Obj(_, List<Term.Member> members) ->
          typed(
              "object",
              ArrayValue.of(
                  members.stream().map(m -> ArrayValue.of(of(m.key()), of(m.value()))).toList()));
      case Term.ArrayComprehension(_, Term head, Body body) ->
          typed("arraycomprehension", comprehension(head, body));
      case Term.SetComprehension(_, Term head, Body body) ->
          typed("setcomprehension", comprehension(head, body));
      case Term.ObjectComprehension(_, Term key, Term value, Body body) -> {
        ObjectValue.Builder out = ObjectValue.builder(3);
        ModuleJson.put(out, "key", of(key));
        ModuleJson.put(out, "value", of(value));
        ModuleJson.put(out, "body", LiteralJson.of(body));
        yield typed("objectcomprehension", out.build());
      }
      case Term.Call call -> typed("call", call(call));
      case Term.Template(_, List<Term.Part> parts, boolean raw) -> {
        ObjectValue.Builder out = ObjectValue.builder(2);
        ModuleJson.put(out, "parts", ArrayValue.of(parts.stream().map(TermJson::part).toList()));
        ModuleJson.put(out, "multi_line", BooleanValue.of(raw));
        yield typed("templatestring", out.build());
      }
    };
  }

  private static Value part(Term.Part part) {
    return switch (part) {
      case Term.Text(String text) -> typed("string", text);
      case Term.Hole hole -> LiteralJson.hole(hole);
    };
  }

  private static Value comprehension(Term head, Body body) {
    ObjectValue.Builder out = ObjectValue.builder(2);
    ModuleJson.put(out, "term", of(head));
    ModuleJson.put(out, "body", LiteralJson.of(body));
    return out.build();
  }

  /** The operator and the arguments. */
  static ArrayValue call(Term.Call call) {
    List<Value> out = new ArrayList<>();
    out.add(
        switch (call.operator()) {
          case Term.Ref ref -> of(ref);
          case Term.Var(_, String name) -> operator(name.split("\\.", -1));
          default -> of(call.operator());
        });
    call.arguments().forEach(a -> out.add(of(a)));
    return ArrayValue.of(out);
  }

  static Value operator(String... names) {
    List<Value> out = new ArrayList<>();
    for (String name : names) {
      out.add(typed(out.isEmpty() ? "var" : "string", name));
    }
    return typed("ref", ArrayValue.of(out));
  }

  private static ArrayValue parts(Term head, List<Term> path) {
    List<Value> out = new ArrayList<>();
    out.add(of(head));
    path.forEach(p -> out.add(of(p)));
    return ArrayValue.of(out);
  }

  private static ArrayValue all(List<Term> terms) {
    return ArrayValue.of(terms.stream().map(TermJson::of).toList());
  }

  static Value typed(String type, String value) {
    return typed(type, StringValue.of(value));
  }

  /** OPA writes the value of null as an empty object. */
  static Value typed(String type, Value value) {
    ObjectValue.Builder out = ObjectValue.builder(2);
    ModuleJson.put(out, "type", StringValue.of(type));
    ModuleJson.put(out, "value", value == NullValue.NULL ? ObjectValue.EMPTY : value);
    return out.build();
  }
}
