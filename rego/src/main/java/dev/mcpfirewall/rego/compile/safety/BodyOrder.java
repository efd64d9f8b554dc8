// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts one body in order. Literals are taken as they stand; one that isn't ready waits for its
 * variables and is looked at again when one of them is bound: those further down in the same round,
 * those above in the next. Where nobody is ready any more, those that wait are taken apart.
 */
final class BodyOrder {
  private final Safety safety;
  private final Readiness readiness;
  private final Closures closures;
  private final Body body;
  private final Set<String> own = new HashSet<>();
  private final List<String> bindings = new ArrayList<>();
  private final List<Literal> ordered = new ArrayList<>();
  private List<Term> heads;
  private List<Literal> todo = new ArrayList<>();
  private boolean[] placed = {};
  private boolean[] queued = {};
  private final Map<String, List<Integer>> waiting = new HashMap<>();
  private PriorityQueue<Integer> now = new PriorityQueue<>();
  private PriorityQueue<Integer> next = new PriorityQueue<>();
  private int left;

  /**
   * @param heads what is evaluated after the body: a rule's key and value, what a comprehension
   *     collects
   */
  BodyOrder(Safety safety, Body body, List<Term> heads) {
    this.safety = safety;
    this.readiness = safety.readiness();
    this.closures = new Closures(safety);
    this.body = body;
    this.heads = heads;
  }

  /** The body in order. */
  Body body() {
    return ordered.equals(body.literals()) ? body : new Body(body.at(), ordered);
  }

  /** Orders the body and answers the heads, which may have become variables bound in it. */
  List<Term> run() {
    boolean nested = false;
    for (Literal literal : body.literals()) {
      if (literal.negated() && !safety.wholeNegation()) {
        todo.addAll(safety.expansion().calls(literal));
      } else {
        todo.add(literal);
      }
      nested |= Closures.has(literal);
    }
    if (nested) {
      todo.forEach(literal -> Variables.open(literal, own));
    }
    place();
    if (left > 0 || !headsAreBound()) {
      takeApart();
      place();
    }
    while (left > 0) {
      complain();
    }
    for (Term head : heads) {
      safety.unsafe().head(head, safety.bound());
    }
    heads = closures.ordered(heads);
    return heads;
  }

  /** Forgets what this body has bound. */
  void close() {
    bindings.forEach(safety.bound()::remove);
  }

  private boolean headsAreBound() {
    for (Term head : heads) {
      if (!readiness.isBound(head)) {
        return false;
      }
    }
    return true;
  }

  private void takeApart() {
    List<Literal> parts = new ArrayList<>();
    for (int i = 0; i < todo.size(); i++) {
      if (!placed[i]) {
        Literal literal = todo.get(i);
        parts.addAll(literal.negated() ? List.of(literal) : safety.expansion().calls(literal));
      }
    }
    List<Term> variables = new ArrayList<>(heads.size());
    for (Term head : heads) {
      if (readiness.isBound(head) || head instanceof Term.Var) {
        variables.add(head);
      } else {
        Term.Var variable = safety.names().fresh(head.at());
        parts.addAll(safety.expansion().head(variable, head));
        variables.add(variable);
      }
    }
    heads = variables;
    todo = parts;
  }

  /** Places what is ready, until nothing more is. */
  private void place() {
    int size = todo.size();
    placed = new boolean[size];
    queued = new boolean[size];
    waiting.clear();
    left = size;
    for (int i = 0; i < size; i++) {
      consider(i);
    }
    drain();
  }

  private void drain() {
    while (!next.isEmpty()) {
      PriorityQueue<Integer> round = now;
      now = next;
      next = round;
      while (!now.isEmpty()) {
        int i = now.poll();
        queued[i] = false;
        if (!placed[i]) {
          consider(i);
        }
      }
    }
  }

  private void consider(int i) {
    Literal literal = todo.get(i);
    if (closures.areReady(literal, own) && readiness.ready(literal)) {
      placed[i] = true;
      left--;
      List<String> added = List.copyOf(readiness.added());
      put(literal, !added.isEmpty());
      bindings.addAll(added);
      added.forEach(name -> wake(name, i));
    } else {
      Set<String> names = new HashSet<>();
      Variables.all(literal, names);
      for (String name : names) {
        if (!readiness.isBound(name)) {
          waiting.computeIfAbsent(name, _ -> new ArrayList<>()).add(i);
        }
      }
    }
  }

  private void wake(String name, int by) {
    List<Integer> sleepers = waiting.remove(name);
    if (sleepers == null) {
      return;
    }
    for (int i : sleepers) {
      if (!placed[i] && !queued[i]) {
        queued[i] = true;
        (i > by ? now : next).add(i);
      }
    }
  }

  private static boolean isPrint(Literal literal) {
    return literal.form() instanceof Literal.Test(Term.Call call)
        && !call.infix()
        && call.operator() instanceof Term.Ref
        && TermText.name(call.operator()).equals("internal.print");
  }

  private void put(Literal literal, boolean binds) {
    safety.unsafe().printing(isPrint(literal));
    Literal done = closures.ordered(literal);
    safety.unsafe().printing(false);
    if (done.form() instanceof Literal.Every && binds) {
      List<Literal> parts = safety.expansion().calls(done);
      ordered.addAll(parts);
    } else if (done.negated() && !safety.wholeNegation()) {
      ordered.addAll(safety.expansion().references(done));
    } else {
      ordered.add(done);
    }
  }

  /** Reports the first literal that can't be placed, and goes on as if its variables were bound. */
  private void complain() {
    for (int i = 0; i < todo.size(); i++) {
      if (!placed[i]) {
        Literal literal = todo.get(i);
        for (String name : safety.unsafe().literal(literal, safety.bound(), readiness, own)) {
          safety.bound().add(name);
          bindings.add(name);
          wake(name, todo.size());
        }
        if (!placed[i]) {
          placed[i] = true;
          left--;
          ordered.add(closures.ordered(literal));
        }
        drain();
        return;
      }
    }
  }
}
