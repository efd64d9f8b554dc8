// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.error.Location;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A tracer that counts lines: a rule's line is covered when the rule gave an answer, an
 * expression's when it was tried. One may be used for many evaluations; of one thread.
 */
public final class Coverage implements Tracer {
  private final Map<String, NavigableSet<Integer>> all = new TreeMap<>();
  private final Map<String, NavigableSet<Integer>> hit = new TreeMap<>();

  /** Of the modules of a policy, nothing covered yet. */
  public Coverage(Policy policy) {
    for (Module module : policy.modules()) {
      all.put(module.source().name(), new TreeSet<>());
      hit.put(module.source().name(), new TreeSet<>());
      module.rules().forEach(this::rule);
    }
  }

  private void rule(Rule rule) {
    if (!rule.isDefault()) {
      line(rule.head().at());
    }
    body(rule.body());
    rule.otherwise().forEach(branch -> body(branch.body()));
  }

  private void body(Body body) {
    for (Literal literal : body.literals()) {
      if (!(literal.form() instanceof Literal.Some)) {
        line(literal.at());
      }
      if (literal.form() instanceof Literal.Every every) {
        body(every.body());
      }
    }
  }

  private void line(Location at) {
    NavigableSet<Integer> lines = all.get(at.source().name());
    if (lines != null) {
      lines.add(at.line());
    }
  }

  @Override
  public void step(Step step) {
    boolean counts =
        step.subject() == Subject.EXPRESSION
            ? step.event() == Event.EVAL
            : step.event() == Event.EXIT;
    NavigableSet<Integer> lines = counts ? hit.get(step.at().source().name()) : null;
    if (lines != null) {
      lines.add(step.at().line());
    }
  }

  /** The lines, from 1, that were reached, by name of the source. */
  public Map<String, NavigableSet<Integer>> covered() {
    Map<String, NavigableSet<Integer>> covered = new TreeMap<>();
    all.forEach((name, lines) -> {
      NavigableSet<Integer> both = new TreeSet<>(lines);
      both.retainAll(hit.getOrDefault(name, new TreeSet<>()));
      covered.put(name, Collections.unmodifiableNavigableSet(both));
    });
    return covered;
  }

  /** The lines, from 1, that were not. */
  public Map<String, NavigableSet<Integer>> missed() {
    Map<String, NavigableSet<Integer>> missed = new TreeMap<>();
    all.forEach((name, lines) -> {
      NavigableSet<Integer> rest = new TreeSet<>(lines);
      rest.removeAll(hit.getOrDefault(name, new TreeSet<>()));
      missed.put(name, Collections.unmodifiableNavigableSet(rest));
    });
    return missed;
  }

  /** From 0 to 100; 100 where there is nothing to cover. */
  public double percent() {
    int lines = all.values().stream().mapToInt(NavigableSet::size).sum();
    int reached = covered().values().stream().mapToInt(NavigableSet::size).sum();
    return lines == 0 ? 100 : 100.0 * reached / lines;
  }
}
