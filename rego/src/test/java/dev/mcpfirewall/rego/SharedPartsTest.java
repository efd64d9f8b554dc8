// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few lines make a value that is small in memory and endless to look at. The timeouts tell a hang
 * from an end; nothing here asserts speed.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedPartsTest {
  /** No help from the clock: what stops these is not the time. */
  private static final Limits PATIENT = Limits.DEFAULT.time(Duration.ofDays(1));

  private static final Limits UNCOUNTED = PATIENT.steps(Long.MAX_VALUE);

  private static final int ENDLESS = 34;
  private static final int LARGE = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a == b",
        "a != b",
        "a < b",
        "a >= b",
        "[a, 1] = [b, 1]",
        "sort([a, b])",
        "max([a, b])",
        "min({a, b})",
        "b in [a]",
        "b in {a}",
        "b in {1: a}",
        "1, b in {1: a}",
        "s := {a}; s[b]",
        "o := {a: 1}; o[b]",
        "count({a, b}) == 1",
        "count({x | some x in [a, b]}) == 1",
        "count({x: 1 | some x in [a, b]}) == 1",
        "json.patch({\"x\": a}, [{\"op\": \"test\", \"path\": \"/x\", \"value\": b}])",
        "sprintf(\"%v\", [a])",
        "strings.render_template(`{{.a}}`, {\"a\": a})",
        "$\"{a}\"",
        "json.marshal(a)",
        "json.marshal_with_options(a, {\"pretty\": true})",
        "yaml.marshal(a)",
        "urlquery.encode_object({\"x\": \"y\", a: \"z\"})",
        "io.jwt.encode_sign({\"alg\": \"HS256\"}, {\"x\": a}, {\"kty\": \"oct\", \"k\": \"AA\"})",
        "json.match_schema({\"x\": a}, {})",
        "json.match_schema({}, {\"enum\": a})",
        "print(a)",
        "walk(a, [_, x]); x == 0",
      })
  void whatIsEndlessIsRefused(String body) {
    assertThat(refusal(ENDLESS, body)).contains("a value grew beyond a weight of 50000000");
  }

  /** Each of them alone is allowed: it must cost what it takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a != b",
        "a < b",
        "a >= b; false",
        "[a, 1] = [b, 1]; false",
        "sort([a, b]) == [1]",
        "max([a, b]) == 1",
        "min({[a, 1], [b, 2]}) == 1",
        "b in [a]; false",
        "b in {a}; false",
        "b in {1: a}; false",
        "1, b in {1: a}; false",
        "s := {a}; s[b]; false",
        "o := {a: 1}; o[b] == 2",
        "o := {{a}: 1}; object.get(o, {b}, 2) == 2",
        "count({a, b}) == 2",
        "count({x | some x in [a, b]}) == 2",
        "count({x: 1 | some x in [a, b]}) == 2",
        "count({a} & {b}) == 0",
        "count({a} | {b}) == 2",
        "count({a} - {b}) == 1",
        "count(union({{a}, {b, 1}})) == 0",
        "object.subset([a], [b]); false",
        "object.subset({a}, {b}); false",
        "object.union({a: 1}, {b: 2}) == 2",
        "object.union_n([{a: 1}, {b: 2}]) == 2",
        "object.remove({a: 1}, [b]) == 2",
        "count(graph.reachable({a: []}, [b])) == 2",
        "json.patch({\"x\": a}, [{\"op\": \"test\", \"path\": \"/x\", \"value\": b}]) == 1",
        "same(a) != same(b)",
        "conflict(a, b) == 1",
        "count(sprintf(\"%v\", [a])) == 1",
        "count($\"{a}\") == 1",
        "count(json.marshal(a)) == 1",
        "count(json.filter({a: 1}, [[b]])) == 2",
        "count(json.filter({\"x\": {a}}, [[\"x\", b]])) == 2",
        "count(json.remove({a: 1}, [[b]])) == 2",
        "count(json.remove({\"x\": {a}}, [[\"x\", b]])) == 2",
      })
  void loopsOverWhatIsLargeRunOutOfSteps(String body) {
    assertThat(refusal(LARGE, "some i in numbers.range(1, 10000); " + body))
        .contains("evaluation took more than 100000000 steps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sprintf(\"%v\", [a])",
        "sprintf(\"%s %s %s %s\", [c, c, c, c])",
        "$\"{a}\"",
        "json.marshal(a)",
        "json.marshal_with_options(a, {\"pretty\": true})",
        "yaml.marshal(a)",
        "io.jwt.encode_sign({\"alg\": \"HS256\"}, {\"x\": a}, {\"kty\": \"oct\", \"k\": \"AA\"})",
        "json.match_schema({}, {\"enum\": a})",
        "print(a)",
      })
  void aTextThatGrowsTooLongIsNotWrittenToItsEnd(String body) {
    assertThat(refusal(LARGE + 3, "c := a[0][0]; " + body))
        .contains("a value grew beyond 10000000 elements");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x, x]",
        "{\"a\": x, \"b\": x}",
        "{x, [x]}",
        "[y | some y in [x, x]]",
        "{y | some y in [x, [x]]}",
        "{i: x | some i in [1, 2]}",
        "array.concat([x], [x])",
        "object.union({\"a\": x}, {\"b\": x})",
        "json.patch({\"a\": x}, [{\"op\": \"copy\", \"from\": \"/a\", \"path\": \"/b\"}])",
        "[concat(\"\", [\"0123456789012345678901234567890123456789\", x[0]]), x, x]",
      })
  void everyWayToDoubleIsCounted(String doubled) {
    String rules =
        IntStream.rangeClosed(1, ENDLESS)
            .mapToObj(i -> "a" + i + " := f(a" + (i - 1) + ")\n")
            .collect(
                Collectors.joining(
                    "", "f(x) := y if y := " + doubled + "\na0 := [\"1\"]\n", "p := a" + ENDLESS));

    assertLimit(rules, "data.test.p");
  }

  /** Sets of sets of texts of one hash, of which each is as good as another to a hash table. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a7 == b7",
        "count({a7, b7}) == 1",
        "{a7: 1} == {b7: 1}",
        "a7 in {b7}",
        "{{x: 1} | some x in a7} == {{x: 1} | some x in b7}",
        "count({[{x: 1}, 2] | some x in a6} | {[{x: 1}, 2] | some x in b6}) == 8",
      })
  void hashesThatAreTheSame(String body) {
    String rules =
        "f(xs) := {y | some x in xs; y := xs - {x}}\n"
            + "texts := {concat(\"\", [x, y, z]) | p := {\"Aa\", \"BB\"}; some x in p; some y in p; some z in p}\n";
    for (String name : List.of("a", "b")) {
      rules += name + "0 := {x | some x in texts}\n";
      for (int i = 1; i <= 7; i++) {
        rules += name + i + " := f(" + name + (i - 1) + ")\n";
      }
    }

    assertThat(
            policy(rules + "p if { " + body + " }")
                .query("data.test.p")
                .value(NullValue.NULL, with(UNCOUNTED)))
        .contains(Json.read("true"));
  }

  @Test
  void partialRulesAndPackagesAreCounted() {
    assertLimit(
        chain("a", LARGE + 3) + "p contains x if some x in [a, [a], [[a]], 1]", "data.test");
    assertLimit(chain("a", LARGE + 3) + "p[i] := a if some i in [1, 2, 3, 4]", "data.test.p");
    assertLimit(chain("a", LARGE + 3) + "p[i] contains a if some i in [1, 2, 3, 4]", "data.test.p");
    assertLimit(chain("a", LARGE + 3), "data.test");
    assertLimit(
        chain("a", LARGE + 3) + "p := x if x := input with input.x as [a, a, a, a]", "data.test.p");
  }

  @Test
  void allRowsOfAResultAreCounted() {
    Limits limits = Limits.DEFAULT.weight(10_000);
    String rules = "xs := {i: numbers.range(1, 100) | some i in numbers.range(1, 10)}";
    Query one = policy(rules).query("x := data.test.xs[1]");
    Query many = policy(rules).query("x := data.test.xs[_]; y := data.test.xs[_]");

    assertThat(one.evaluate(NullValue.NULL, with(limits)).rows()).hasSize(1);
    assertThatThrownBy(() -> many.evaluate(NullValue.NULL, with(limits)))
        .hasMessageContaining("the result grew beyond a weight of 10000");
  }

  @Test
  void inputMayBeHeavyAndLookedAt() {
    Limits limits = Limits.DEFAULT.weight(10_000);
    Value input =
        Json.view(
            IntStream.range(0, 20_000)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "{\"x\": [", "], \"y\": {\"z\": 1}}"))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Policy policy = policy("p := input.y\nq := [input.x]\nr := count(input.x)");

    assertThat(policy.query("data.test.p").value(input, with(limits)))
        .contains(Json.read("{\"z\":1}"));
    assertThat(policy.query("data.test.r").value(input, with(limits))).contains(Json.read("20000"));
    assertThatThrownBy(() -> policy.query("data.test.q").value(input, with(limits)))
        .hasMessageContaining("a value grew beyond a weight of 10000");
  }

  private static void assertLimit(String rules, String query) {
    RegoException stopped =
        catchThrowableOfType(
            RegoException.class, () -> policy(rules).query(query).evaluate(with(UNCOUNTED)));

    assertThat(stopped).describedAs(rules).isNotNull();
    assertThat(stopped.errors().getFirst().code()).isEqualTo(ErrorCode.EVAL_LIMIT);
    assertThat(stopped.errors().getFirst().message()).contains("weight");
  }

  private static String refusal(int depth, String body) {
    String rules =
        chain("a", depth)
            + chain("b", depth)
            + "same(x) := y if { some y in [x] }\n"
            + "conflict(x, _) := x\nconflict(_, y) := y\n"
            + "p if { "
            + body
            + " }\n";
    RegoException stopped =
        catchThrowableOfType(
            RegoException.class, () -> policy(rules).query("data.test.p").evaluate(with(PATIENT)));
    assertThat(stopped).isNotNull();
    return String.valueOf(stopped.getMessage());
  }

  /** A rule by the name, whose value is a tree of two to the depth, in depth steps. */
  private static String chain(String name, int depth) {
    return IntStream.rangeClosed(1, depth)
        .mapToObj(i -> name + i + " := f(" + name + (i - 1) + ")\n")
        .collect(
            Collectors.joining(
                "",
                name.equals("a") ? "f(x) := [x, x]\na0 := [1]\n" : name + "0 := [1]\n",
                name + " := " + name + depth + "\n"));
  }

  private static Settings with(Limits limits) {
    return Settings.DEFAULT.limits(limits);
  }

  private static Policy policy(String rules) {
    return Rego.compile(
        List.of(new Source("test.rego", "package test\n" + rules)),
        Options.DEFAULT.print((at, text) -> {}));
  }
}
