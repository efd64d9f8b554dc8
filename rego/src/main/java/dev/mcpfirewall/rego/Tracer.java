// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Value;
import java.util.Map;

/**
 * Is told what an evaluation does, step by step, on the thread that evaluates. Where none is set,
 * nothing is paid for it; where one is, rules are evaluated without their index, so that it hears
 * of every rule that does not hold.
 */
@FunctionalInterface
public interface Tracer {

  /** Something happened. */
  void step(Step step);

  /** What happened. */
  enum Event {
    /** A rule or the query is tried. */
    ENTER,
    /** An expression is tried. */
    EVAL,
    /** A rule or the query gave an answer. */
    EXIT,
    /** It has no answer: this is why not. */
    FAIL,
    /** After an answer, another is looked for. */
    REDO
  }

  /** What it happened to. */
  enum Subject {
    QUERY,
    RULE,
    EXPRESSION
  }

  /**
   * A step.
   *
   * @param at the rule or expression; {@link Location#text} is what is written there
   * @param depth how many rules and expressions around it are being tried
   * @param bindings the variables that have values, by name
   */
  record Step(Event event, Subject subject, Location at, int depth, Map<String, Value> bindings) {}
}
