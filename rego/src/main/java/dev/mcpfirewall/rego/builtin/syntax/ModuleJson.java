// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.syntax;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A syntax tree as OPA writes it in JSON, without places but those of comments. */
final class ModuleJson {
  private ModuleJson() {}

  static ObjectValue of(Module module) {
    ObjectValue.Builder out = ObjectValue.builder(5);
    List<Value> path = new ArrayList<>(List.of(TermJson.typed("var", "data")));
    module.name().path().forEach(p -> path.add(TermJson.typed("string", p)));
    put(out, "package", object("path", ArrayValue.of(path)));
    list(out, "imports", module.imports().stream().map(ModuleJson::imported).toList());
    list(out, "rules", module.rules().stream().map(ModuleJson::rule).toList());
    list(out, "comments", module.comments().stream().map(ModuleJson::comment).toList());
    list(out, "annotations", module.annotations().stream().map(ModuleJson::annotations).toList());
    return out.build();
  }

  private static Value imported(Module.Import imported) {
    ObjectValue.Builder out = ObjectValue.builder(2);
    List<Value> path = new ArrayList<>();
    for (String part : imported.path()) {
      path.add(TermJson.typed(path.isEmpty() ? "var" : "string", part));
    }
    put(out, "path", TermJson.typed("ref", ArrayValue.of(path)));
    imported.alias().ifPresent(a -> put(out, "alias", StringValue.of(a)));
    return out.build();
  }

  private static Value rule(Rule rule) {
    ObjectValue.Builder out = ObjectValue.builder(5);
    list(out, "annotations", rule.annotations().stream().map(ModuleJson::annotations).toList());
    if (rule.isDefault()) {
      put(out, "default", BooleanValue.TRUE);
    }
    put(out, "head", head(rule.head(), rule.head().value()));
    put(out, "body", body(rule.body()));
    Value otherwise = null;
    for (Rule.Else branch : rule.otherwise().reversed()) {
      ObjectValue.Builder next = ObjectValue.builder(3);
      put(next, "head", head(rule.head(), branch.value()));
      put(next, "body", body(branch.body()));
      if (otherwise != null) {
        put(next, "else", otherwise);
      }
      otherwise = next.build();
    }
    if (otherwise != null) {
      put(out, "else", otherwise);
    }
    return out.build();
  }

  private static Value head(Rule.Head head, Optional<Term> value) {
    ObjectValue.Builder out = ObjectValue.builder(6);
    Term name = head.name();
    Optional<Term> key = head.key();
    List<Value> ref = new ArrayList<>();
    if (name instanceof Term.Ref(_, Term first, List<Term> path)) {
      ref.add(TermJson.of(first));
      path.forEach(p -> ref.add(TermJson.of(p)));
      if (path.size() == 1 && first instanceof Term.Var(_, String variable)) {
        put(out, "name", StringValue.of(variable));
        put(out, "key", TermJson.of(path.getFirst()));
      }
    } else {
      ref.add(TermJson.of(name));
      if (name instanceof Term.Var(_, String variable)) {
        put(out, "name", StringValue.of(variable));
      }
    }
    head.arguments().ifPresent(all -> list(out, "args", all.stream().map(TermJson::of).toList()));
    key.ifPresent(k -> put(out, "key", TermJson.of(k)));
    if (key.isEmpty()) {
      put(
          out,
          "value",
          value.map(TermJson::of).orElse(TermJson.typed("boolean", BooleanValue.TRUE)));
    }
    if (head.assigned()) {
      put(out, "assign", BooleanValue.TRUE);
    }
    put(out, "ref", ArrayValue.of(ref));
    return out.build();
  }

  private static Value body(Body body) {
    return body.literals().isEmpty()
        ? ArrayValue.of(
            LiteralJson.indexed(0, TermJson.typed("boolean", BooleanValue.TRUE)).build())
        : LiteralJson.of(body);
  }

  private static Value comment(Module.Comment comment) {
    ObjectValue.Builder place = ObjectValue.builder(3);
    put(place, "file", StringValue.of(comment.at().source().name()));
    put(place, "row", NumberValue.of(comment.at().line()));
    put(place, "col", NumberValue.of(comment.at().column()));
    ObjectValue.Builder out = ObjectValue.builder(2);
    put(
        out,
        "Text",
        StringValue.of(Base64.getEncoder().encodeToString(comment.text().getBytes(UTF_8))));
    put(out, "Location", place.build());
    return out.build();
  }

  private static Value annotations(Annotations annotations) {
    ObjectValue.Builder out = ObjectValue.builder(8);
    annotations.content().forEach(out::put);
    put(out, "scope", StringValue.of(annotations.scope().toString()));
    return out.build();
  }

  static void put(ObjectValue.Builder out, String name, Value value) {
    out.put(StringValue.of(name), value);
  }

  static ObjectValue object(String name, Value value) {
    ObjectValue.Builder out = ObjectValue.builder(1);
    put(out, name, value);
    return out.build();
  }

  private static void list(ObjectValue.Builder out, String name, List<Value> values) {
    if (!values.isEmpty()) {
      put(out, name, ArrayValue.of(values));
    }
  }
}
