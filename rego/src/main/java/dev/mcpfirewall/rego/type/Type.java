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
      return TypeText.of(this);
    }
  }

  /** An array of fixed elements, and then any number of {@code rest} where that is present. */
  record Array(List<Type> fixed, Optional<Type> rest) implements Type {
    public Array {
      fixed = List.copyOf(fixed);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** An object of fixed keys, and then any number of others where {@code rest} is present. */
  record Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
    }
  }

  /** What further members of an object are. */
  record Members(Type key, Type value) {}

  /** A set. */
  record SetOf(Type element) implements Type {
    @Override
    public String toString() {
      return TypeText.of(this);
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
      return TypeText.ofParameters(this);
    }

    @Override
    public String toString() {
      return TypeText.of(this);
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
    return oneOf(List.of(this, other));
  }

  /** One of several, at least one; anything where they are too heavy together. */
  static Type oneOf(List<Type> types) {
    if (types.size() == 1) {
      return types.getFirst();
    }
    Set<Type> members = new LinkedHashSet<>();
    int weight = 0;
    for (Type type : types) {
      if (type.isAny()) {
        return ANY;
      }
      for (Type member : type.members()) {
        if (members.add(member)) {
          weight += TypeWeight.upTo(TypeWeight.ALTERNATIVES, member);
        }
        if (weight > TypeWeight.ALTERNATIVES && members.size() > 1) {
          return ANY;
        }
      }
    }
    return members.size() == 1 ? members.iterator().next() : new Union(members);
  }

  private static Optional<Type> anyOf(List<Type> types) {
    return types.isEmpty() ? Optional.empty() : Optional.of(oneOf(types));
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
        List<Type> all = new ArrayList<>(rest.map(Members::key).stream().toList());
        fixed.keySet().forEach(key -> all.add(of(key)));
        yield anyOf(all);
      }
      case Union u when u.isAny() -> Optional.of(ANY);
      case Union u -> anyOf(u.members.stream().flatMap(t -> t.keys().stream()).toList());
    };
  }

  /** What comes out when it is indexed by something unknown; empty where it can't be. */
  default Optional<Type> values() {
    return switch (this) {
      case Scalar _, Function _ -> Optional.empty();
      case Array(List<Type> fixed, Optional<Type> rest) -> {
        List<Type> all = new ArrayList<>(rest.stream().toList());
        all.addAll(fixed);
        yield anyOf(all);
      }
      case SetOf(Type element) -> Optional.of(element);
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        List<Type> all = new ArrayList<>(rest.map(Members::value).stream().toList());
        all.addAll(fixed.values());
        yield anyOf(all);
      }
      case Union u when u.isAny() -> Optional.of(ANY);
      case Union u -> anyOf(u.members.stream().flatMap(t -> t.values().stream()).toList());
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
      case Union u -> anyOf(u.members.stream().flatMap(t -> t.select(key).stream()).toList());
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
          new SetOf(s.size() == 0 ? ANY : oneOf(s.elements().stream().map(Type::of).toList()));
    };
  }
}
