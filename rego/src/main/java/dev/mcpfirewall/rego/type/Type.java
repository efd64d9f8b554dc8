// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.type;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of a value before it exists. Immutable; printed as OPA prints types. */
// Scalars and unions are only made in here, so nobody initialises them before this interface is.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Type {
  /** Anything. */
  Type ANY = new Union(Set.of());

  Type NULL = new Scalar("null");
  Type BOOLEAN = new Scalar("boolean");
  Type NUMBER = new Scalar("number");
  Type STRING = new Scalar("string");

  /** A type without parts, by its {@code type_name}. */
  record Scalar(String name) implements Type {
    @Override
    public String toString() {
      return name;
    }
  }

  /** One of several; of none: anything. No member is a union. */
  record Union(Set<Type> members) implements Type {
    public Union {
      members = members.isEmpty() ? Set.of() : new LinkedHashSet<>(members);
    }

    @Override
    public String toString() {
      return members.isEmpty() ? "any" : joined(members, "any<", ", ", ">");
    }
  }

  /** An array of fixed elements, and then any number of {@code rest} where that is present. */
  record Array(List<Type> fixed, Optional<Type> rest) implements Type {
    public Array {
      fixed = List.copyOf(fixed);
    }

    @Override
    public String toString() {
      return "array"
          + (fixed.isEmpty() ? "" : joined(fixed, "<", ", ", ">"))
          + rest.map(t -> "[" + t + "]").orElse("");
    }
  }

  /** An object of fixed keys, and then any number of others where {@code rest} is present. */
  record Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) implements Type {
    @Override
    public String toString() {
      return "object"
          + (fixed.isEmpty()
              ? ""
              : fixed.entrySet().stream()
                  .map(e -> Type.key(e.getKey()) + ": " + e.getValue())
                  .collect(Collectors.joining(", ", "<", ">")))
          + rest.map(m -> "[" + m.key + ": " + m.value + "]").orElse("");
    }
  }

  /** What further members of an object are. */
  record Members(Type key, Type value) {}

  /** A set. */
  record SetOf(Type element) implements Type {
    @Override
    public String toString() {
      return "set[" + element + "]";
    }
  }

  /** A function; what has a {@code variadic} takes any number of those after its parameters. */
  record Function(List<Parameter> parameters, Optional<Type> variadic, Type result)
      implements Type {
    public Function {
      parameters = List.copyOf(parameters);
    }

    /** The types it takes, as error messages show them. */
    public String wants() {
      List<String> all = new ArrayList<>(parameters.stream().map(Parameter::toString).toList());
      variadic.ifPresent(t -> all.add(t + "..."));
      return "(" + String.join(", ", all) + ")";
    }

    @Override
    public String toString() {
      return wants() + " => " + result;
    }
  }

  /** A parameter; the name may be empty. */
  record Parameter(String name, Type type) {
    @Override
    public String toString() {
      return name.isEmpty() ? type.toString() : name + ": " + type;
    }
  }

  /** An array of any number of elements. */
  static Type arrayOf(Type element) {
    return new Array(List.of(), Optional.of(element));
  }

  /** An object of any members. */
  static Type objectOf(Type key, Type value) {
    return new Obj(new TreeMap<>(), Optional.of(new Members(key, value)));
  }

  /** Whether it is anything. */
  default boolean isAny() {
    return this instanceof Union(Set<Type> members) && members.isEmpty();
  }

  /** This or another. */
  default Type or(Type other) {
    if (isAny() || other.isAny()) {
      return ANY;
    }
    Set<Type> members = new LinkedHashSet<>(members());
    members.addAll(other.members());
    return members.size() == 1 ? members.iterator().next() : new Union(members);
  }

  /** The possibilities: of a union its members, else itself. */
  default Set<Type> members() {
    return this instanceof Union(Set<Type> members) ? members : Set.of(this);
  }

  /** What it can be indexed by; empty where it can't. */
  default Optional<Type> keys() {
    return switch (this) {
      case Scalar _, Function _ -> Optional.empty();
      case Array _ -> Optional.of(NUMBER);
      case SetOf(Type element) -> Optional.of(element);
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        Optional<Type> all = rest.map(Members::key);
        for (Value key : fixed.keySet()) {
          all = Optional.of(all.isPresent() ? all.get().or(of(key)) : of(key));
        }
        yield all;
      }
      case Union u when u.isAny() -> Optional.of(ANY);
      case Union u -> u.members.stream().flatMap(t -> t.keys().stream()).reduce(Type::or);
    };
  }

  /** What comes out when it is indexed by something unknown; empty where it can't be. */
  default Optional<Type> values() {
    return switch (this) {
      case Scalar _, Function _ -> Optional.empty();
      case Array(List<Type> fixed, Optional<Type> rest) -> {
        Optional<Type> all = rest;
        for (Type t : fixed) {
          all = Optional.of(all.isPresent() ? all.get().or(t) : t);
        }
        yield all;
      }
      case SetOf(Type element) -> Optional.of(element);
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        Optional<Type> all = rest.map(Members::value);
        for (Type t : fixed.values()) {
          all = Optional.of(all.isPresent() ? all.get().or(t) : t);
        }
        yield all;
      }
      case Union u when u.isAny() -> Optional.of(ANY);
      case Union u -> u.members.stream().flatMap(t -> t.values().stream()).reduce(Type::or);
    };
  }

  /** What comes out when it is indexed by a known key; empty where nothing can. */
  default Optional<Type> select(Value key) {
    return switch (this) {
      case Scalar _, Function _ -> Optional.empty();
      case Array(List<Type> fixed, Optional<Type> rest) ->
          key instanceof NumberValue n && n.isLong() && n.longValue() >= 0
              ? n.longValue() < fixed.size() ? Optional.of(fixed.get((int) n.longValue())) : rest
              : Optional.empty();
      case SetOf(Type element) ->
          Unification.unifies(element, of(key)) ? Optional.of(of(key)) : Optional.empty();
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        Type known = fixed.get(key);
        yield known != null
            ? Optional.of(known)
            : rest.filter(m -> Unification.unifies(m.key, of(key))).map(Members::value);
      }
      case Union u when u.isAny() -> Optional.of(ANY);
      case Union u -> u.members.stream().flatMap(t -> t.select(key).stream()).reduce(Type::or);
    };
  }

  /** The type of a value that exists. */
  static Type of(Value value) {
    return switch (value) {
      case NullValue _ -> NULL;
      case BooleanValue _ -> BOOLEAN;
      case NumberValue _ -> NUMBER;
      case StringValue _ -> STRING;
      case ArrayValue a ->
          a.size() == 0
              ? arrayOf(ANY)
              : new Array(a.elements().stream().map(Type::of).toList(), Optional.empty());
      case ObjectValue o -> {
        SortedMap<Value, Type> fixed = new TreeMap<>();
        o.forEach((k, v) -> fixed.put(k, of(v)));
        yield fixed.isEmpty() ? objectOf(ANY, ANY) : new Obj(fixed, Optional.empty());
      }
      case SetValue s ->
          new SetOf(s.elements().stream().map(Type::of).reduce(Type::or).orElse(ANY));
    };
  }

  private static String key(Value key) {
    return key instanceof StringValue s ? s.value() : key.toString();
  }

  private static String joined(Iterable<Type> types, String open, String between, String close) {
    List<String> texts = new ArrayList<>();
    types.forEach(t -> texts.add(t.toString()));
    return open + String.join(between, texts) + close;
  }
}
