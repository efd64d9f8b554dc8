// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A partial object under construction: leaves are values, sets that grow, or objects that grow. */
final class Growing {
  private final Session session;
  private final Map<Value, Object> members = new LinkedHashMap<>();

  Growing(Session session) {
    this.session = session;
  }

  /** Puts a value at the end of a path, or adds an element to the set there. */
  void insert(Value[] path, Value value, boolean element, Location at) {
    for (Value key : path) {
      session.seeks(key);
    }
    Growing object = this;
    for (int i = 0; i < path.length - 1; i++) {
      object = object.inner(path[i], at);
    }
    Value key = path[path.length - 1];
    if (element) {
      object.add(key, value, at);
    } else {
      object.put(key, value, at);
    }
    session.size(object.members.size());
  }

  /** The object that grows at a key: never one that a rule gave as its value. */
  Growing inner(Value key, Location at) {
    Object there = members.computeIfAbsent(key, _ -> new Growing(session));
    if (there instanceof Growing deeper) {
      return deeper;
    }
    throw conflict(at);
  }

  private void add(Value key, Value element, Location at) {
    Set<Value> set = set(key, at);
    session.seeks(element);
    set.add(element);
    session.size(set.size());
  }

  @SuppressWarnings("unchecked")
  private Set<Value> set(Value key, Location at) {
    Object there = members.computeIfAbsent(key, _ -> new HashSet<Value>());
    if (there instanceof Set<?> set) {
      return (Set<Value>) set;
    }
    throw conflict(at);
  }

  void put(Value key, Value value, Location at) {
    Object there = members.putIfAbsent(key, value);
    if (there != null && !(there instanceof Value known && session.same(known, value))) {
      throw conflict(at);
    }
  }

  /** What a rule of its own name gave: a whole value, or all elements of a set that grows. */
  void put(Value key, Value value, boolean elements, Location at) {
    if (elements && value instanceof SetValue set) {
      set(key, at).addAll(set.elements());
    } else {
      put(key, value, at);
    }
  }

  /** Takes all that another one has. */
  void absorb(Growing other, Location at) {
    other.members.forEach((key, member) -> absorb(key, member, at));
  }

  private void absorb(Value key, Object member, Location at) {
    switch (member) {
      case Growing inner -> inner(key, at).absorb(inner, at);
      case Set<?> set -> {
        Set<Value> mine = set(key, at);
        set.forEach(element -> mine.add((Value) element));
      }
      default -> put(key, (Value) member, at);
    }
  }

  /** Another one with only what this one has at a key. */
  Growing only(Value key, Location at) {
    Growing one = new Growing(session);
    Object member = members.get(key);
    if (member != null) {
      one.absorb(key, member, at);
    }
    return one;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Whether a rule gave the value at a key. */
  boolean leaf(Value key) {
    return members.get(key) instanceof Value;
  }

  private static RegoException conflict(Location at) {
    return Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
  }

  ObjectValue build() {
    ObjectValue.Builder object = ObjectValue.builder(members.size());
    members.forEach((key, member) -> object.put(key, built(member)));
    return (ObjectValue) session.built(object.build());
  }

  /** What is at a key; null where there is nothing. */
  @Nullable Value built(Value key) {
    Object member = members.get(key);
    return member == null ? null : built(member);
  }

  @SuppressWarnings("unchecked")
  private Value built(Object member) {
    return switch (member) {
      case Growing inner -> inner.build();
      case Set<?> set -> session.built(SetValue.of((Set<Value>) set));
      default -> (Value) member;
    };
  }
}
