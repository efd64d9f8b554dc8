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
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many types a type is made of, each counted as often as it stands there. Rules that hold each
 * other's values twice have types that take no memory and are endless to compare, hash or print: so
 * what a policy puts together is made lighter where it is put together. That only makes the checker
 * quieter.
 */
public final class TypeWeight {
  /** So much may weigh what a policy puts together. */
  static final int LIMIT = 10_000;

  /**
   * So much may weigh the alternatives of a union: it is put together again with each definition of
   * a rule.
   */
  static final int ALTERNATIVES = 2_000;

  /** So deep may it be: whoever looks at a type goes down in it by recursion. */
  private static final int DEPTH = 200;

  private int left;

  private TypeWeight(int left) {
    this.left = left;
  }

  /** The weight, counted only until it is above a limit; what is too deep is above any. */
  static int upTo(int limit, Type type) {
    return upTo(limit, type, DEPTH);
  }

  private static int upTo(int limit, Type type, int depth) {
    TypeWeight count = new TypeWeight(limit);
    count.add(type, depth);
    return limit - count.left;
  }

  private void add(Type type, int depth) {
    if (depth == 0) {
      left = -1;
    }
    if (--left < 0) {
      left = -1;
      return;
    }
    switch (type) {
      case Scalar _ -> {}
      case Union(var members) -> add(members, depth);
      case Array(List<Type> fixed, Optional<Type> rest) -> {
        add(fixed, depth - 1);
        rest.ifPresent(t -> add(t, depth - 1));
      }
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        add(fixed.values(), depth - 1);
        rest.ifPresent(m -> {
          add(m.key(), depth - 1);
          add(m.value(), depth - 1);
        });
      }
      case SetOf(Type element) -> add(element, depth - 1);
      case Function(List<Parameter> parameters, Optional<Type> variadic, Type result) -> {
        parameters.forEach(p -> add(p.type(), depth - 1));
        variadic.ifPresent(t -> add(t, depth - 1));
        add(result, depth - 1);
      }
    }
  }

  private void add(Iterable<Type> types, int depth) {
    for (Type type : types) {
      if (left < 0) {
        return;
      }
      add(type, depth);
    }
  }

  /**
   * The type itself, unless it is too heavy: then each part that weighs more than its share of the
   * limit is any, and so is a union. However many parts there are: they all stand in the text.
   */
  public static Type bounded(Type type) {
    if (upTo(LIMIT, type) <= LIMIT) {
      return type;
    }
    return switch (type) {
      case Scalar _ -> type;
      case Union _ -> Type.ANY;
      case Array(List<Type> fixed, Optional<Type> rest) -> {
        int share = share(fixed.size() + 1);
        yield new Array(
            fixed.stream().map(t -> within(share, t)).toList(), rest.map(t -> within(share, t)));
      }
      case Obj(SortedMap<Value, Type> fixed, Optional<Members> rest) -> {
        int share = share(fixed.size() + 2);
        SortedMap<Value, Type> lighter = new TreeMap<>();
        fixed.forEach((key, value) -> lighter.put(key, within(share, value)));
        yield new Obj(
            lighter, rest.map(m -> new Members(within(share, m.key()), within(share, m.value()))));
      }
      case SetOf _ -> new SetOf(Type.ANY);
      case Function(List<Parameter> parameters, Optional<Type> variadic, Type result) -> {
        int share = share(parameters.size() + 2);
        List<Parameter> lighter = new ArrayList<>();
        parameters.forEach(p -> lighter.add(new Parameter(p.name(), within(share, p.type()))));
        yield new Function(lighter, variadic.map(t -> within(share, t)), within(share, result));
      }
    };
  }

  private static int share(int parts) {
    return Math.max(1, LIMIT / parts);
  }

  private static Type within(int share, Type type) {
    return upTo(share, type, DEPTH - 1) <= share ? type : Type.ANY;
  }
}
