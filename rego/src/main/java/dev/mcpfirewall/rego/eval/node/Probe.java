// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval.node;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees what is evaluated. Called on the evaluating thread, between the steps. */
@FunctionalInterface
public interface Probe {

  /** Something happened at a site; {@code bindings} are the variables that have values there. */
  void at(Event event, Site site, int depth, Bindings bindings);

  /** What can happen. */
  enum Event {
    /** A rule or the query is tried. */
    ENTER,
    /** A literal is tried. */
    EVAL,
    /** A rule or the query gave an answer. */
    EXIT,
    /** No answer. */
    FAIL,
    /** After an answer, another is looked for. */
    REDO
  }

  /** What it can happen to. */
  enum Kind {
    QUERY,
    RULE,
    LITERAL
  }

  /** A variable, by the name in the text, and where its value is. */
  record Variable(String name, int slot) {}

  /**
   * A place in a policy.
   *
   * @param before the variables bound when it is tried
   * @param after those bound when it has given an answer
   */
  record Site(Kind kind, Location at, List<Variable> before, List<Variable> after) {}

  /** Variables and values, at a moment. */
  final class Bindings {
    private final List<Variable> variables;
    private final @Nullable Value[] frame;

    Bindings(List<Variable> variables, @Nullable Value[] frame) {
      this.variables = variables;
      this.frame = frame;
    }

    /** A copy, by the names in the text. */
    public Map<String, Value> values() {
      Map<String, Value> values = new LinkedHashMap<>();
      for (Variable variable : variables) {
        Value value = frame[variable.slot()];
        if (value != null) {
          values.put(variable.name(), value);
        }
      }
      return values;
    }
  }
}
