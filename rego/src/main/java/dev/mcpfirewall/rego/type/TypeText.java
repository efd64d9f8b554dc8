// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.type.Type.Array;
import dev.mcpfirewall.rego.type.Type.Function;
import dev.mcpfirewall.rego.type.Type.Members;
import dev.mcpfirewall.rego.type.Type.Obj;
import dev.mcpfirewall.rego.type.Type.Parameter;
import dev.mcpfirewall.rego.type.Type.Scalar;
import dev.mcpfirewall.rego.type.Type.SetOf;
import dev.mcpfirewall.rego.type.Type.Union;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Types as OPA prints them, and no more of a large one than a person would read. */
final class TypeText {
  private static final int LIMIT = 1_000;

  private final StringBuilder out = new StringBuilder();

  private TypeText() {}

  static String of(Type type) {
    TypeText text = new TypeText();
    text.type(type);
    return text.cut();
  }

  static String ofParameters(Function function) {
    TypeText text = new TypeText();
    text.parameters(function);
    return text.cut();
  }

  private String cut() {
    return out.length() > LIMIT ? out.substring(0, LIMIT) + "…" : out.toString();
  }

  private boolean isFull() {
    return out.length() > LIMIT;
  }

  private void type(Type type) {
    if (isFull()) {
      return;
    }
    switch (type) {
      case Scalar(String name) -> out.append(name);
      case Union(var members) -> {
        out.append("any");
        if (!members.isEmpty()) {
          list("<", members, ">");
        }
      }
      case Array(var fixed, Optional<Type> rest) -> {
        out.append("array");
        if (!fixed.isEmpty()) {
          list("<", fixed, ">");
        }
        rest.ifPresent(t -> list("[", List.of(t), "]"));
      }
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> object(fixed, rest);
      case SetOf(Type element) -> list("set[", List.of(element), "]");
      case Function f -> {
        parameters(f);
        out.append(" => ");
        type(f.result());
      }
    }
  }

  private void list(String open, Iterable<Type> types, String close) {
    String between = open;
    for (Type type : types) {
      out.append(between);
      type(type);
      between = ", ";
      if (isFull()) {
        return;
      }
    }
    out.append(close);
  }

  private void object(SortedMap<Value, Type> fixed, Optional<Members> rest) {
    out.append("object");
    String between = "<";
    for (Map.Entry<Value, Type> member : fixed.entrySet()) {
      if (isFull()) {
        return;
      }
      out.append(between);
      out.append(member.getKey() instanceof StringValue s ? s.value() : member.getKey().toString());
      out.append(": ");
      type(member.getValue());
      between = ", ";
    }
    out.append(fixed.isEmpty() ? "" : ">");
    rest.ifPresent(m -> {
      out.append("[");
      type(m.key());
      out.append(": ");
      type(m.value());
      out.append("]");
    });
  }

  private void parameters(Function function) {
    String between = "";
    out.append("(");
    for (Parameter parameter : function.parameters()) {
      out.append(between).append(parameter.name()).append(parameter.name().isEmpty() ? "" : ": ");
      type(parameter.type());
      between = ", ";
    }
    if (function.variadic().isPresent()) {
      out.append(between);
      type(function.variadic().get());
      out.append("...");
    }
    out.append(")");
  }
}
