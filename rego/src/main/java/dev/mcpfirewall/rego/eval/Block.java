// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.eval.node.Check;
import dev.mcpfirewall.rego.eval.node.Node;
import dev.mcpfirewall.rego.eval.node.Probe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A body being planned: the steps so far, and which variables are bound behind them. Bodies nested
 * in one another share a frame.
 */
final class Block {
  private final Slots slots;
  private final BitSet bound;
  private final List<Node.Link> links = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private boolean loops;
  private Probing probing = Probing.NONE;

  private Block(Slots slots, BitSet bound) {
    this.slots = slots;
    this.bound = bound;
  }

  /** The places of a frame. Slot 0 is the result's. */
  static final class Slots {
    private final Map<String, Integer> byName = new HashMap<>();
    private int size = 1;
    private boolean costly;

    int fresh() {
      return size++;
    }

    int size() {
      return size;
    }

    /** Whether something was planned here that is worth doing only once. */
    boolean costly() {
      return costly;
    }
  }

  /** The outermost body of a frame. */
  static Block in(Slots slots) {
    return new Block(slots, new BitSet());
  }

  /** A body inside this one: what it binds is not bound here. */
  Block nested() {
    return new Block(slots, (BitSet) bound.clone());
  }

  Slots slots() {
    return slots;
  }

  boolean isBound(String name) {
    Integer slot = slots.byName.get(name);
    return slot != null && bound.get(slot);
  }

  /** The slot of a variable, bound or not. */
  int slot(String name) {
    return slots.byName.computeIfAbsent(name, _ -> slots.fresh());
  }

  /** A slot without a name, bound from now on. */
  int temporary() {
    int slot = slots.fresh();
    bound.set(slot);
    return slot;
  }

  /** A variable is bound from now on; its slot. */
  int bind(String name) {
    int slot = slot(name);
    bound.set(slot);
    return slot;
  }

  /** A variable lives in a slot that something else fills. */
  void bind(String name, int slot) {
    slots.byName.put(name, slot);
    bound.set(slot);
  }

  void costs() {
    slots.costly = true;
  }

  void check(Check check) {
    checks.add(check);
  }

  void link(Node.Link link) {
    flush();
    links.add(link);
  }

  /** A step that may have several answers. */
  void loop(Node.Link link) {
    link(link);
    loops = true;
    slots.costly = true;
  }

  private void flush() {
    if (checks.size() == 1) {
      Check only = checks.getFirst();
      links.add(next -> new Node.CheckedOnce(only, next));
    } else if (!checks.isEmpty()) {
      Check[] all = checks.toArray(Check[]::new);
      links.add(next -> new Node.Checked(all, next));
    }
    checks.clear();
  }

  /** The steps in a chain with this end. */
  Node end(Node last) {
    flush();
    Node chain = last;
    for (int i = links.size() - 1; i >= 0; i--) {
      chain = links.get(i).before(chain);
    }
    return chain;
  }

  void probing(Probing site) {
    probing = site;
  }

  Probing probing() {
    return probing;
  }

  /** The variables bound here that stand in the text, by the names they have there. */
  List<Probe.Variable> variables(Map<String, String> written) {
    List<Probe.Variable> variables = new ArrayList<>();
    slots.byName.forEach((name, slot) -> {
      String shown = written.getOrDefault(name, name);
      if (bound.get(slot) && !shown.startsWith("__local") && !shown.startsWith("$")) {
        variables.add(new Probe.Variable(shown, slot));
      }
    });
    return variables;
  }

  /** Whether a step so far may have several answers. */
  boolean loops() {
    return loops;
  }
}
