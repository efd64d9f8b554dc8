// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;
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

/** Laws of the language, over rules and inputs made at random. */
final class EvaluationProperties {
  private static final List<String> CONDITIONS =
      List.of(
          "input.a == %d",
          "%d == input.b",
          "x := input.a; x = %d",
          "input.b in {%d, 3}",
          "input.c[_] == %d",
          "not input.a == %d",
          "some y in input.c; y > %d",
          "every y in input.c { y != %d }",
          "input.c[%d]",
          "[input.a, input.b] = [_, %d]",
          "f(input.a) == %d",
          "count([y | some y in input.c; y == %d]) == 1",
          "input.c[%d] with input.c as [false, true, input.a, 4]");

  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> condition =
        Combinators.combine(Arbitraries.of(CONDITIONS), Arbitraries.integers().between(0, 4))
            .as((text, number) -> text.formatted(number));
    return Combinators.combine(Arbitraries.integers().between(0, 6), condition, condition)
        .as((head, one, two) ->
            "p contains %d if { %s } \n".formatted(head, one + "; " + renamed(two)));
  }

  private static String renamed(String condition) {
    return condition
        .replace("x", "x2")
        .replace("y", "y2")
        .replace("every2", "every")
        .replace("an2", "any");
  }

  @Provide
  Arbitrary<String> inputs() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 4);
    return Combinators.combine(number, number, number.list().ofMaxSize(4))
        .as((a, b, c) -> "{\"a\": %d, \"b\": %d, \"c\": %s}".formatted(a, b, c));
  }

  @Property
  void orderOfRulesDoesNotMatter(
      @ForAll("ruleLists") List<String> rules, @ForAll("inputs") String input, @ForAll long seed) {
    List<String> shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(value(shuffled, input, Settings.DEFAULT))
        .isEqualTo(value(rules, input, Settings.DEFAULT));
  }

  @Property
  void anIndexChangesNothing(
      @ForAll("ruleLists") List<String> rules, @ForAll("inputs") String input) {
    assertThat(value(rules, input, Settings.DEFAULT))
        .isEqualTo(value(rules, input, Settings.DEFAULT.tracer(step -> {})));
  }

  @Provide
  Arbitrary<List<String>> ruleLists() {
    return rules().list().ofMinSize(1).ofMaxSize(12);
  }

  @Property
  void notIsNoAnswerAndEveryIsNoneWithout(
      @ForAll("inputs") String input, @ForAll("conditions") String condition) {
    String module =
        """
        package t
        f(x) := x
        holds if { %1$s }
        fails if { not holds }
        exactly if { holds; not fails }
        exactly if { fails; not holds }
        all if { every z in input.c { z > input.a } }
        none if { not some_not }
        some_not if { some z in input.c; not z > input.a }
        same if { all; none }
        same if { not all; not none }
        """
            .formatted(condition);

    assertThat(query(module, "[data.t.exactly, data.t.same]", input, Settings.DEFAULT))
        .isEqualTo("[true, true]");
  }

  @Provide
  Arbitrary<String> conditions() {
    return Combinators.combine(Arbitraries.of(CONDITIONS), Arbitraries.integers().between(0, 4))
        .as((text, number) -> text.formatted(number));
  }

  private static String value(List<String> rules, String input, Settings settings) {
    return query(
        "package t\nf(x) := x + 1\n" + String.join("", rules), "data.t.p", input, settings);
  }

  private static String query(String module, String query, String input, Settings settings) {
    try {
      Value given = Json.read(input);
      return Rego.compile(List.of(new Source("t.rego", module)), Options.DEFAULT)
          .query(query)
          .value(given, settings)
          .map(Value::toString)
          .orElse("undefined");
    } catch (RegoException e) {
      return e.errors().getFirst().headline();
    }
  }
}
