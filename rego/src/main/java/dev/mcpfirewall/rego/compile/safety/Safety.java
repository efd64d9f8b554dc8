// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Names;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Orders the literals of all bodies of a rule so that each finds its inputs bound, and complains of
 * variables for which there is no such order.
 */
public final class Safety {
  private final Names names;
  private final Unsafe unsafe;
  private final Expansion expansion;
  private final boolean wholeNegation;
  private final Set<String> bound = new HashSet<>();
  private final Readiness readiness = new Readiness(bound);

  /**
   * @param wholeNegation whether {@code not} reaches all of its literal, as with {@code import
   *     future.keywords.not}
   */
  public Safety(Unit unit, boolean wholeNegation) {
    this.names = unit.names();
    this.unsafe = new Unsafe(unit);
    this.expansion = new Expansion(unit);
    this.wholeNegation = wholeNegation;
  }

  Set<String> bound() {
    return bound;
  }

  Readiness readiness() {
    return readiness;
  }

  Expansion expansion() {
    return expansion;
  }

  Names names() {
    return names;
  }

  Unsafe unsafe() {
    return unsafe;
  }

  boolean wholeNegation() {
    return wholeNegation;
  }

  /** The rule with its bodies in order. */
  public Rule order(Rule rule) {
    Rule.Head head = rule.head();
    Term.Ref name = (Term.Ref) head.name();
    List<Term> heads = new ArrayList<>();
    head.key().ifPresent(heads::add);
    head.value().ifPresent(heads::add);
    heads.addAll(name.path());
    unsafe.start();
    start(head);
    BodyOrder main = new BodyOrder(this, rule.body(), heads);
    List<Term> ordered = main.run();
    int next = 0;
    Optional<Term> key =
        head.key().isPresent() ? Optional.of(ordered.get(next++)) : Optional.empty();
    Optional<Term> value =
        head.value().isPresent() ? Optional.of(ordered.get(next++)) : Optional.empty();
    Term.Ref full = new Term.Ref(name.at(), name.head(), ordered.subList(next, ordered.size()));
    List<Rule.Else> otherwise = new ArrayList<>(rule.otherwise().size());
    for (Rule.Else branch : rule.otherwise()) {
      start(head);
      otherwise.add(branch(branch));
    }
    return new Rule(
        rule.at(),
        rule.isDefault(),
        new Rule.Head(head.at(), full, head.arguments(), key, value, head.assigned()),
        main.body(),
        otherwise,
        rule.annotations());
  }

  private Rule.Else branch(Rule.Else branch) {
    List<Term> heads = branch.value().map(List::of).orElse(List.of());
    BodyOrder order = new BodyOrder(this, branch.body(), heads);
    List<Term> ordered = order.run();
    Optional<Term> value = ordered.isEmpty() ? Optional.empty() : Optional.of(ordered.getFirst());
    return new Rule.Else(branch.at(), value, branch.assigned(), order.body());
  }

  private void start(Rule.Head head) {
    bound.clear();
    head.arguments().ifPresent(arguments -> arguments.forEach(a -> Variables.all(a, bound)));
  }

  /** The query in order. */
  public Body order(Body query) {
    bound.clear();
    BodyOrder order = new BodyOrder(this, query, List.of());
    order.run();
    return order.body();
  }
}
