// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import dev.mcpfirewall.rego.type.Type;
import dev.mcpfirewall.rego.type.TypeWeight;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of {@code data}: a tree of names with the types of the rules at its nodes. A node
 * may have both a rule and children ({@code p[x] := y} beside {@code p.a := z}). Of one thread.
 */
final class RuleTypes {
  private final SortedMap<Value, RuleTypes> children = new TreeMap<>();
  private @Nullable Type type;
  private @Nullable Type extent;

  /** The type of the rules here, without what is below. */
  Optional<Type> type() {
    return Optional.ofNullable(type);
  }

  Optional<RuleTypes> child(Value key) {
    return Optional.ofNullable(children.get(key));
  }

  /** The names below, in order. */
  List<Value> names() {
    return new ArrayList<>(children.keySet());
  }

  /** One more definition of a rule. */
  void add(List<Value> path, Type defined) {
    RuleTypes at = this;
    at.extent = null;
    for (Value key : path) {
      at = at.children.computeIfAbsent(key, _ -> new RuleTypes());
      at.extent = null;
    }
    at.type = at.type == null ? defined : TypeWeight.bounded(joined(at.type, defined));
  }

  /** The type of the whole document here: rules, and any base document. */
  Type extent() {
    if (type != null && children.isEmpty()) {
      return type;
    }
    Type known = extent;
    if (known == null) {
      known = TypeWeight.bounded(composed());
      extent = known;
    }
    return known;
  }

  private Type composed() {
    SortedMap<Value, Type> fixed = new TreeMap<>();
    children.forEach((key, child) -> fixed.put(key, child.extent()));
    Type below = new Type.Obj(fixed, Optional.of(new Type.Members(Type.STRING, Type.ANY)));
    return type == null ? below : merged(type, fixed);
  }

  /** A partial object together with the rules that define single keys of it. */
  private static Type merged(Type type, Map<Value, Type> fixed) {
    if (!(type instanceof Type.Obj object)) {
      return Type.ANY;
    }
    List<Type> keys = new ArrayList<>();
    List<Type> values = new ArrayList<>();
    keys.add(object.rest().map(Type.Members::key).orElse(Type.STRING));
    values.add(object.rest().map(Type.Members::value).orElse(Type.ANY));
    fixed.keySet().forEach(key -> keys.add(Type.of(key)));
    values.addAll(fixed.values());
    return new Type.Obj(
        object.fixed(), Optional.of(new Type.Members(Type.oneOf(keys), Type.oneOf(values))));
  }

  /** Of two definitions of one rule. */
  static Type joined(Type a, Type b) {
    if (a instanceof Type.Function f
        && b instanceof Type.Function g
        && f.parameters().size() == g.parameters().size()) {
      List<Type.Parameter> parameters = new ArrayList<>();
      for (int i = 0; i < f.parameters().size(); i++) {
        Type either = f.parameters().get(i).type().or(g.parameters().get(i).type());
        parameters.add(new Type.Parameter("", either));
      }
      return new Type.Function(parameters, Optional.empty(), f.result().or(g.result()));
    }
    if (a instanceof Type.SetOf s && b instanceof Type.SetOf t) {
      return new Type.SetOf(s.element().or(t.element()));
    }
    if (a instanceof Type.Obj x
        && b instanceof Type.Obj y
        && x.fixed().isEmpty()
        && y.fixed().isEmpty()) {
      Type.Members m = x.rest().orElseThrow();
      Type.Members n = y.rest().orElseThrow();
      return Type.objectOf(m.key().or(n.key()), joined(m.value(), n.value()));
    }
    return a.or(b);
  }
}
