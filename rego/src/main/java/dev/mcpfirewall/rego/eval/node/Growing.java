// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
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

  void insert(Value[] path, int from, Value value, boolean element, Location at) {
    Growing object = this;
    for (int i = from; i < path.length - 1; i++) {
      Object inner = object.members.computeIfAbsent(path[i], _ -> new Growing(session));
      if (!(inner instanceof Growing deeper)) {
        throw Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
      }
      object = deeper;
    }
    Value key = path[path.length - 1];
    Object before = object.members.get(key);
    if (element) {
      if (before == null) {
        before = SetValue.builder(4);
        object.members.put(key, before);
      }
      if (!(before instanceof SetValue.Builder set)) {
        throw Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
      }
      set.add(value);
      session.size(set.size());
    } else if (before == null) {
      object.members.put(key, value);
      session.size(object.members.size());
    } else if (!before.equals(value)) {
      throw Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
    }
  }

  /** Takes over what rules below this object gave: sets grow together, objects too. */
  void merge(Value key, Value value, boolean set, Location at) {
    if (set && value instanceof SetValue elements) {
      Value[] path = {key};
      if (elements.size() == 0 && !members.containsKey(key)) {
        members.put(key, SetValue.builder(0));
      }
      for (Value element : elements.elements()) {
        insert(path, 0, element, true, at);
      }
    } else {
      insert(new Value[] {key}, 0, value, false, at);
    }
  }

  /** The object that grows at a key. */
  Growing at(Value key, Location at) {
    Object inner = members.computeIfAbsent(key, _ -> new Growing(session));
    if (inner instanceof Growing deeper) {
      return deeper;
    }
    throw Session.failure(ErrorCode.EVAL_CONFLICT, Ends.KEYS_UNIQUE, at);
  }

  /** Takes an object away again that nothing was put into. */
  void dropEmpty(Value key) {
    if (members.get(key) instanceof Growing inner && inner.members.isEmpty()) {
      members.remove(key);
    }
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
