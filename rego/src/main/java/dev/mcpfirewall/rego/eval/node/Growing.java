// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** A partial object under construction: leaves are values, sets that grow, or objects that grow. */
final class Growing {
  private final Session session;
  private final Map<Value, Object> members = new LinkedHashMap<>();

  Growing(Session session) {
    this.session = session;
  }

  /** Puts a value at the end of a path, or adds an element to the set there. */
  void insert(Value[] path, Value value, boolean element, Location at) {
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

  private Growing inner(Value key, Location at) {
    Object there = members.get(key);
    if (there instanceof Growing deeper) {
      return deeper;
    }
    Growing deeper = new Growing(session);
    if (there instanceof ObjectValue object) {
      object.forEach(deeper.members::put);
    } else if (there != null) {
      throw conflict(at);
    }
    members.put(key, deeper);
    return deeper;
  }

  private void add(Value key, Value element, Location at) {
    Object there = members.computeIfAbsent(key, _ -> SetValue.builder(4));
    if (!(there instanceof SetValue.Builder set)) {
      throw conflict(at);
    }
    set.add(element);
    session.size(set.size());
  }

  private void put(Value key, Value value, Location at) {
    Object there = members.putIfAbsent(key, value);
    if (there instanceof Growing deeper && value instanceof ObjectValue object) {
      object.forEach((k, v) -> deeper.put(k, v, at));
    } else if (there != null && !there.equals(value)) {
      throw conflict(at);
    }
  }

  private static RegoException conflict(Location at) {
    return Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
  }

  ObjectValue build() {
    ObjectValue.Builder object = ObjectValue.builder(members.size());
    for (Map.Entry<Value, Object> member : members.entrySet()) {
      Object value = member.getValue();
      object.put(
          member.getKey(),
          value instanceof Growing inner
              ? inner.build()
              : value instanceof SetValue.Builder set ? set.build() : (Value) value);
    }
    return object.build();
  }
}
