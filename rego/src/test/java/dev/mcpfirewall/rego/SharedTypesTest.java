// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.check.Schemas;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few lines make a type that is endless to look at, as its parts are shared; no budget stops the
 * compiler. The timeouts tell a hang from an end; nothing here asserts speed.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedTypesTest {
  private static final int ENDLESS = 34;
  private static final int LONG = 10_000;

  private static final String[] DOUBLED = {
    "[x, x]",
    "{x, [x]}",
    "{[x], {x}}",
    "{\"a\": x, \"b\": x}",
    "{x: [x]}",
    "{x: 1, [x]: 2}",
    "{\"a\": x, input.b: [x]}",
    "[z | z := [x, x]]",
    "{z | z := [x, x]}",
    "{z: [z] | z := x}",
    "[x, input, [x]]",
  };

  static List<String> doubled() {
    return List.of(DOUBLED);
  }

  @ParameterizedTest
  @MethodSource("doubled")
  void rulesThatDouble(String doubled) {
    String body = " if { x := " + "%s; y := " + doubled + " }\n";
    String rules =
        chain("a", i -> "a" + i + " := y" + body.formatted("a" + (i - 1)))
            + chain("b", i -> "b" + i + " := y" + body.formatted("b" + (i - 1)));

    compiles(rules + compared("a" + ENDLESS, "b" + ENDLESS));
  }

  @ParameterizedTest
  @MethodSource("doubled")
  void variablesThatDouble(String doubled) {
    String body =
        numbered(1, ENDLESS, i -> "x" + i + " := " + doubled.replace("x", "x" + (i - 1)) + "\n\t");

    compiles("p if {\n\tx0 := 1\n\t" + body + "[x" + ENDLESS + "] == [x" + ENDLESS + "]\n}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f%2$d(x) := [y, y] if y := f%1$d(x)",
        "f%2$d(x) := {y, [y]} if y := f%1$d(x)",
        "f%2$d([x, 1]) := y if y := [f%1$d([x, 1]), f%1$d([x, 2])]",
        "f%2$d(x) := [f%1$d(x)]\nf%2$d(x) := {f%1$d(x)} if x",
        "f%2$d(x) := {\"a\": f%1$d(x), \"b\": f%1$d(x)}\nf%2$d(x) := [f%1$d(x)]",
        "f%2$d contains f%1$d\nf%2$d contains [f%1$d]",
        "f%2$d[x] := f%1$d if some x in f%1$d",
        "f%2$d[x][y] := [f%1$d, f%1$d] if { some x in f%1$d; some y in f%1$d }",
        "f%2$d := f%1$d if input.x else := [f%1$d]",
        "f%2$d := [f%1$d]\nf%2$d := {f%1$d}",
        "f%2$d.a := f%1$d\nf%2$d.b := [f%1$d]",
      })
  void whatDoubles(String rule) {
    String first = rule.contains("(") ? "f0(_) := 1\n" : "f0 contains 1\n";

    compiles(first + numbered(1, ENDLESS, i -> rule.formatted(i - 1, i) + "\n"));
  }

  @Test
  void packagesThatDouble() {
    List<Source> modules =
        IntStream.rangeClosed(1, ENDLESS)
            .mapToObj(i ->
                new Source(
                    i + ".rego",
                    "package p" + i + "\na := data.p" + (i - 1) + "\nb := data.p" + (i - 1)))
            .collect(Collectors.toList());
    modules.add(new Source("0.rego", "package p0\na := 1"));
    modules.add(new Source("last.rego", "package last\nq if data.p34 == data.p33"));

    assertThat(Rego.compile(modules, Options.DEFAULT)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a%1$d, a%1$d]", "{a%1$d, [a%1$d]}", "{\"k\": a%1$d}", "[a%1$d]"})
  void longChains(String next) {
    compiles("a0 := 1\n" + numbered(1, LONG, i -> "a" + i + " := " + next.formatted(i - 1) + "\n"));
  }

  @Test
  void wideUnions() {
    String rules =
        numbered(1, LONG, i -> "p contains {\"k" + i + "\": " + i + "}\n")
            + numbered(1, LONG, i -> "q contains {\"l" + i + "\": [" + i + "]}\n")
            + numbered(1, LONG, i -> "r := {\"l" + i + "\": [" + i + "]} if input.x == " + i + "\n")
            + "s := {"
            + numbered(1, LONG, i -> "{\"m" + i + "\": 1}, ")
            + "1}\n"
            + "t := {"
            + numbered(1, LONG, i -> "[input.x" + i + ", \"a\"]: [{\"m" + i + "\": 1}], ")
            + "1: 1}\n"
            + "u := ["
            + numbered(1, LONG, i -> "{\"m" + i + "\": 1}, ")
            + "1]\n"
            + "v if { some x in p; some y in q; x == y }\n"
            + "v if { p == q }\nv if { s == t }\nv if { s == p }\nv if { some x in u; r == x }\n"
            + "v if { some x in s; some y in u; x == y }\n";

    assertThat(catchThrowableOfType(RegoException.class, () -> compiles(rules)).getMessage())
        .contains("match error: left is set")
        .hasSizeLessThan(10_000);
  }

  @Test
  void deepTexts() {
    for (String nested : new String[] {"[%s]", "{%s}", "{\"a\": %s}", "{[%s, 1], 2}"}) {
      String text = "1";
      for (int i = 0; i < 60; i++) {
        text = nested.formatted(text);
      }
      compiles("p if { x := " + text + "; y := " + text + "; x == y }");
    }
  }

  @Test
  void messagesAreShort() {
    String rules =
        chain("a", i -> "a" + i + " := [a" + (i - 1) + ", a" + (i - 1) + "]\n")
            + "p if { a11 == {a11} }\nq if upper(a11) == 1\nr if a10.x\n"
            + "s if ["
            + "a11, ".repeat(1_000)
            + "1] == 1\n"
            + "t if o.misspelt\no := {"
            + numbered(1, LONG, i -> "\"key" + i + "\": 1, ")
            + "}\n";

    RegoException refused = catchThrowableOfType(RegoException.class, () -> compiles(rules));

    assertThat(refused.errors())
        .hasSize(5)
        .allSatisfy(error -> assertThat(error.message()).hasSizeLessThan(5_000));
    assertThat(refused.errors().getFirst().message())
        .startsWith("match error: left is array<array<array<")
        .contains("…, right is set[array<array<")
        .endsWith("…: never equal");
  }

  @Test
  void whatIsNotTooHeavyIsStillChecked() {
    String rules =
        chain("a", i -> "a" + i + " := [a" + (i - 1) + ", a" + (i - 1) + "]\n")
            + "o := {"
            + numbered(1, 2_000, i -> "\"key" + i + "\": [\"a\", {\"b\": 1}], ")
            + "\"heavy\": a34}\n";

    refuses(rules + "p if o.key77[1].c", "undefined ref");
    refuses(rules + "p if o.kee77", "did you mean `key77`?");
    refuses(rules + "p if a34 == 1", "match error");
    refuses(rules + "f(_) := a34\np if f(1, 2)", "f");
    refuses(rules + "f(_) := a34\np if f(1) == 2", "match error");
    compiles(rules + "p if o.heavy[0][1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#/$defs/%d\"}",
        "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/%d\"}}",
        "{\"anyOf\": [{\"$ref\": \"#/$defs/%1$d\"}, {\"$ref\": \"#/$defs/%1$d\"}]}",
      })
  void schemasThatShare(String part) {
    String schema =
        "{\"$ref\": \"#/$defs/0\", \"$defs\": {"
            + numbered(
                0,
                ENDLESS,
                i ->
                    "\""
                        + i
                        + "\": {\"type\": \"object\", \"properties\": {\"a\": "
                        + part.formatted(i + 1)
                        + ", \"b\": "
                        + part.formatted(i + 1)
                        + "}},")
            + "\"35\": {\"type\": \"string\"}}}";

    checkedBy(schema);
  }

  @Test
  void schemasThatNeedThemselves() {
    String ref = "{\"$ref\": \"#\"}";

    checkedBy(
        "{\"type\": \"object\", \"properties\": {"
            + numbered(1, 10, i -> "\"p" + i + "\": " + ref + ",")
            + "\"a\": {\"type\": \"object\", \"properties\": {\"b\": {\"type\": \"string\"}}}}}");
  }

  @Test
  void hugeSchemas() {
    String object = "{\"type\": \"object\", \"properties\": {%s}}";
    String inner =
        object.formatted("\"b\": {\"type\": \"string\"}, \"a\": " + object.formatted(""));
    for (int depth = 0; depth < 25; depth++) {
      inner =
          object.formatted(
              numbered(1, 200, i -> "\"k" + i + "\": {\"type\": \"string\"},") + "\"a\": " + inner);
    }
    String schema =
        object.formatted(
            numbered(
                    1,
                    LONG,
                    i -> "\"x" + i + "\": " + object.formatted("\"y" + i + "\": {}") + ", ")
                + "\"a\": "
                + inner);

    checkedBy(schema);
  }

  @Test
  void schemasWithManyAlternatives() {
    String schema =
        "{\"type\": \"object\", \"properties\": {\"a\": {\"anyOf\": ["
            + numbered(
                1,
                LONG,
                i ->
                    "{\"type\": \"object\", \"properties\": {\"b"
                        + (i % 5_000)
                        + "\": {\"type\": \"string\"}}},")
            + "{\"type\": \"object\", \"properties\": {\"b\": {}}}]}}}";

    checkedBy(schema);
  }

  /** What leads to nothing in a schema is still found. */
  private static void checkedBy(String schema) {
    Schemas schemas = Schemas.ofInput(Json.read(schema));
    String rules =
        "package test\n"
            + "p if { x := input; y := [x, {x}, input[_], input.a]; y == [y] }\n"
            + "q if input == [1]\n"
            + "r if { some k; input[k] == input.a[k]; {\"a\": input.a} == input }\n";
    Options options = Options.DEFAULT.schemas(schemas);

    assertThatThrownBy(() ->
            Rego.compile(List.of(new Source("test.rego", rules + "s if input.misspelt")), options))
        .hasMessageContaining("undefined ref: input.misspelt");
    assertThatThrownBy(() ->
            Rego.compile(
                List.of(new Source("test.rego", rules + "s if input.a.misspelt")), options))
        .hasMessageContaining("undefined ref: input.a.misspelt");
  }

  private static String chain(String name, IntFunction<String> rule) {
    return name + "0 := 1\n" + numbered(1, ENDLESS, rule);
  }

  private static String numbered(int from, int to, IntFunction<String> each) {
    return IntStream.rangeClosed(from, to).mapToObj(each).collect(Collectors.joining());
  }

  private static String compared(String a, String b) {
    return "p if { x := %s; y := %s; x == y }\n".formatted(a, b)
        + "p if %s == %s\n".formatted(a, b)
        + "p if [%s] == [%s]\n".formatted(a, b)
        + "p if %s in {%s}\n".formatted(a, b)
        + "p if count({%s, %s}) == 1\n".formatted(a, b);
  }

  private static void refuses(String rules, String message) {
    assertThatThrownBy(() -> compiles(rules)).hasMessageContaining(message);
  }

  private static void compiles(String rules) {
    assertThat(
            Rego.compile(
                List.of(new Source("test.rego", "package test\n" + rules)), Options.DEFAULT))
        .isNotNull();
  }
}
