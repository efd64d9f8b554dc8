// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whether a policy is accepted does not depend on the order in which it is written. */
class AcceptanceProperties {
  @Property(tries = 2000)
  void orderOfLiteralsDoesNotMatter(@ForAll("bodies") List<String> body, @ForAll Random random) {
    List<String> other = new ArrayList<>(body);
    Collections.shuffle(other, random);

    assertThat(accepted(List.of(rule("p", other)))).isEqualTo(accepted(List.of(rule("p", body))));
  }

  @Property(tries = 1000)
  void orderOfRulesDoesNotMatter(@ForAll("rules") List<String> rules, @ForAll Random random) {
    List<String> other = new ArrayList<>(rules);
    Collections.shuffle(other, random);

    assertThat(accepted(other)).isEqualTo(accepted(rules));
  }

  /** The same text makes the same program, names and order included. */
  @Property(tries = 500)
  void compilingIsRepeatable(@ForAll("bodies") List<String> body) {
    try {
      List<Module> modules = List.of(parse(List.of(rule("p", body))));
      Program once = Compiler.compile(modules, Options.DEFAULT);
      Program twice = Compiler.compile(modules, Options.DEFAULT);

      assertThat(twice.rules()).isEqualTo(once.rules());
    } catch (RegoException refused) {
      assertThat(refused.errors()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<List<String>> bodies() {
    Arbitrary<String> variable = Arbitraries.of("a", "b", "c", "d");
    Arbitrary<String> shape =
        Arbitraries.of(
            "X = 1",
            "X = Y",
            "X = Y + Z",
            "X > Y",
            "not X == Y",
            "[X, Y] = input.p",
            "[X, Y] = [Z, 1]",
            "input.q[X]",
            "input.q[X][Y] = Z",
            "X = count(input.r[Y])",
            "count(input.r[X]) > Y",
            "every e in [X] { e > Y }",
            "X = [i | i = Y]",
            "X = {i: j | [i, j] = Y[_]}",
            "{\"k\": X} = Y",
            "X = Y with input as Z",
            "not startswith(input.s[X], Y)",
            "X = $\"{Y}\"");
    return Combinators.combine(shape, variable, variable, variable)
        .as((s, x, y, z) -> s.replace("X", x).replace("Y", y).replace("Z", z))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<String>> rules() {
    return Arbitraries.of(
            "p := 1 if { q }",
            "p := 2 if { data.t[x]; x }",
            "p contains 1",
            "q if { r[_] }",
            "q := f(1)",
            "r contains x if { x := input.x }",
            "r contains x if { x := p }",
            "f(x) := x",
            "f(x) := g(x)",
            "g(x) := y if { y := f(x) }",
            "g(x, y) := x",
            "default q := 1",
            "s.a.b := 1",
            "s.a := 2",
            "s[x].b := 3 if { x := \"c\" }")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7);
  }

  private static String rule(String name, List<String> body) {
    return name + " if {\n\t" + String.join("\n\t", body) + "\n}";
  }

  private static Module parse(List<String> rules) {
    return Parser.module(
        new Source("p.rego", "package t\n\n" + String.join("\n", rules)),
        dev.mcpfirewall.rego.parse.Options.V1);
  }

  private static boolean accepted(List<String> rules) {
    try {
      Program program = Compiler.compile(List.of(parse(rules)), Options.DEFAULT);
      return program.rules().size() == rules.size();
    } catch (RegoException e) {
      return false;
    }
  }
}
