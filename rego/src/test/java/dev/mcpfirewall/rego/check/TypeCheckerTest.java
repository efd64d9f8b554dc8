// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.compile.Compiler;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be right is refused, in words that say what and why; its neighbours are not. */
class TypeCheckerTest {
  /** Rules, and what the first error says; the line is that of the rules, which start on line 2. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          p if { 1 = "a" }                                  ~ match error: left is number, right is string
          p if { 1 == "a" }                                 ~ match error: left is number, right is string
          p if { x := 1; x == "a" }                         ~ match error: left is number, right is string
          p if { x := 1; x = null }                         ~ match error: left is number, right is null
          p if { x := [1, 2]; x = [_, _, _] }               ~ match error
          p if { [1, "a"] = ["b", _] }                      ~ match error
          p if { {"a": 1} = {"a": "x"} }                    ~ match error
          p if { {"a": 1} = {"b": 1} }                      ~ match error
          p if { {1, 2} = [1, 2] }                          ~ match error
          p if { {1} = {"a"} }                              ~ match error
          p if { not 1 = true }                             ~ match error
          p if { count(1) > 0 }                             ~ count: invalid argument(s): have (number), want (collection:
          p if { x := 1; count(x) > 0 }                     ~ count: invalid argument(s): have (number)
          p if { upper(1) == "A" }                          ~ upper: invalid argument(s): have (number), want (x: string)
          p if { 1 + "a" > 0 }                              ~ plus: invalid argument(s): have (number, string)
          p if { count(upper(["a"])) > 1 }                  ~ upper: invalid argument(s)
          p if { x := upper("a"); x + 1 == 2 }              ~ plus: invalid argument(s): have (string, number)
          p if { upper("a") == 1 }                          ~ match error: left is string, right is number
          p if { concat(",", [1]) == "1" }                  ~ concat: invalid argument(s)
          p if { startswith("a", null) }                    ~ startswith: invalid argument(s): have (string, null)
          p if { sum(["a"]) == 1 }                          ~ sum: invalid argument(s)
          p if { xs := [y | y := "a"]; sum(xs) > 0 }        ~ sum: invalid argument(s): have (array[string])
          p if { x := {"a": 1}; x.b == 1 }                  ~ undefined ref: x.b: have "b", keys are "a"
          p if { x := {"alpha": 1}; x.alpah == 1 }          ~ did you mean `alpha`?
          p if { x := "text"; x.length > 1 }                ~ undefined ref: x.length: a string has no parts
          p if { x := 1; x[_] == 1 }                        ~ undefined ref: x[_]: a number has no parts
          p if { x := [1, 2]; x.first == 1 }                ~ undefined ref: x.first: have "first", keys are of type number
          p if { x := [1, 2]; x[7] == 1 }                   ~ undefined ref: x[7]
          p if { x := [1, 2]; some k; k = "a"; x[k] == 1 }  ~ undefined ref: x[k]: have a key of type string, keys are of type number
          p if { every x in [1, 2] { x == "a" } }           ~ match error: left is number, right is string
          p if { xs := {x | x := [1, 2][_]; x == "a"}; count(xs) > 0 } ~ match error
          p if { data.test.q.r == 1 }\\nq := 1              ~ undefined ref: data.test.q.r: a number has no parts
          p if { q == "a" }\\nq := 1                        ~ match error: left is number, right is string
          p if { q.b == 1 }\\nq := {"a": 1}                 ~ undefined ref: data.test.q.b: have "b", keys are "a"
          p if { q[1] == 1 }\\nq contains "x"               ~ undefined ref: data.test.q[1]
          p if { q["x"] == "y" }\\nq[k] := 1 if some k in ["x"] ~ match error: left is number, right is string
          p if { f(1) }\\nf(x) if count(x) > 1              ~ data.test.f: invalid argument(s): have (number), want (any<
          p if { f("a") == 1 }\\nf(x) := upper(x)           ~ match error: left is string, right is number
          p if { f([1]) }\\nf([x, y]) if x == y             ~ data.test.f: invalid argument(s)
          p := q if { q == q }\\nq := f\\nf(x) := x         ~ undefined ref: data.test.f: a function can only be called
          p := x if { x := 1; x == 1 } else := 2 if { upper(1) == "a" } ~ upper: invalid argument(s)
          p := upper(1)                                     ~ upper: invalid argument(s): have (number)
          p contains upper(1)                               ~ upper: invalid argument(s): have (number)
          p[upper(1)] := 2                                  ~ upper: invalid argument(s): have (number)
          p if { x := $"{upper(1)}"; x == "a" }             ~ upper: invalid argument(s)
          p if { data[1] == 2 }                             ~ undefined ref: data[1]
          p if { q with count as f }\\nq if count([]) == 0\\nf(x) := x + 1 ~ count: arity mismatch
          """)
  void refuses(String rules, String message) {
    assertThatThrownBy(() -> check(rules.replace("\\n", "\n"), Schemas.NONE))
        .isInstanceOfSatisfying(
            RegoException.class,
            e -> {
              assertThat(e.errors().getFirst().code()).isEqualTo(ErrorCode.TYPE);
              assertThat(e.errors().getFirst().at().line()).isGreaterThan(1);
              assertThat(e.getMessage()).contains(message);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          p if { 1 == 1.0 }
          p if { x := [1, "a"]; x[_] == "a" }
          p if { [x, "a"] = [1, y]; x == 1; y == "a" }
          p if { {"a": x} = {"a": 1}; x == 1 }
          p if { input.x == 1; input.x == "a" }
          p if { count(input.x) > 0 }
          p if { x := input[_]; x[_].y[z]; z == 1 }
          p if { data.other.x == 1 }
          p if { q.x == 1 }\\nq[x] := 1 if some x in ["x"]\\nq.y := "a"
          p if { f(1) }\\nf(x) if x == 1\\nf(x) if x == "a"
          p if { f("a") }\\nf(x) if x == 1\\nf(x) if x == "a"
          p if { f(1, {"a": 2}) }\\nf(_, y) if y.a == 2
          default p := "no"\\np := 1 if input.a
          p if { q == 1 }\\nq := 1 if input.a\\nq := "a" if input.b
          p if { some x in {1, "a"}; x == "a" }
          p if { every k, v in {"a": 1} { k == "a"; v == 1 } }
          p if { xs := [y | some y in input]; xs[0] == "a"; count(xs) == 1 }
          p if { x := {k: v | some k, v in {"a": 1}}; x.b == 1 }
          p if { json.marshal_with_options([1], {"pretty": true}) == "[1]" }
          p if { json.unmarshal("1") == {"a": 1} }
          p if { q with count as 3 }\\nq if count([]) == 0
          p if { object.get(input, "a", 1) == "x" }
          p if { sprintf("%d", [1]) == "1" }
          p if { walk(input, [path, value]); path[0] == "a"; value == 1 }
          p contains x if { some x in [1, "a"] }\\nq if p["a"]
          """)
  void accepts(String rules) {
    check(rules.replace("\\n", "\n"), Schemas.NONE);
  }

  @Test
  void refusesPathsThatTheSchemaOfInputDoesNotHave() {
    Schemas schemas =
        Schemas.ofInput(
            Json.read(
                """
                {"type": "object", "properties": {
                  "agent": {"type": "string"},
                  "tool": {"type": "object", "properties": {"name": {"type": "string"}, "arguments": {"type": "object"}}},
                  "labels": {"type": "array", "items": {"type": "string"}}}}
                """));

    check(
        "p if { input.tool.arguments.path.deep == 1; input.agent == \"x\"; \"a\" in input.labels }",
        schemas);
    assertThatThrownBy(() -> check("p if input.tool.nmae == \"x\"", schemas))
        .hasMessageContaining("undefined ref: input.tool.nmae")
        .hasMessageContaining("did you mean `name`?");
    assertThatThrownBy(() -> check("p if input.agnet == \"x\"", schemas))
        .hasMessageContaining("did you mean `agent`?");
    assertThatThrownBy(() -> check("p if input.agent == 1", schemas))
        .hasMessageContaining("match error");
    assertThatThrownBy(() -> check("p if input.labels.x", schemas))
        .hasMessageContaining("undefined ref: input.labels.x");
    assertThatThrownBy(() -> check("p if { some l in input.labels; l == 1 }", schemas))
        .hasMessageContaining("match error");
  }

  @Test
  void annotationsDeclareSchemas() {
    String module =
        """
        package test

        # METADATA
        # schemas:
        #   - input: schema.call
        p if input.tol == "x"
        """;
    Schemas schemas =
        new Schemas(
            dev.mcpfirewall.rego.type.Type.ANY,
            Map.of(
                "call",
                Json.read(
                    "{\"type\": \"object\", \"properties\": {\"tool\": {\"type\": \"string\"}}}")));

    assertThatThrownBy(() -> checkModules(List.of(module), schemas))
        .hasMessageContaining("did you mean `tool`?");
    assertThatThrownBy(
            () -> checkModules(List.of(module.replace("schema.call", "schema.cal")), schemas))
        .hasMessageContaining("undefined schema: schema.cal");
    checkModules(List.of(module.replace("tol", "tool")), schemas);
  }

  @Test
  void reportsEveryError() {
    assertThatThrownBy(
            () -> check("p if 1 == \"a\"\nq if upper(1) == \"a\"\nr if p == 1", Schemas.NONE))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.errors()).hasSize(2));
  }

  /** The rule that is wrong is reported, not those that use it. */
  @Test
  void aLongChainOfRulesIsNoTrouble() {
    StringBuilder rules = new StringBuilder("r0 := 1\n");
    for (int i = 1; i < 5_000; i++) {
      rules.append("r").append(i).append(" := r").append(i - 1).append(" + 1\n");
    }
    check(rules.toString(), Schemas.NONE);
  }

  private static void check(String rules, Schemas schemas) {
    checkModules(List.of("package test\n" + rules), schemas);
  }

  private static void checkModules(List<String> texts, Schemas schemas) {
    List<Module> modules = new ArrayList<>();
    for (String text : texts) {
      modules.add(Parser.module(new Source("test.rego", text), Options.V1));
    }
    TypeChecker.check(
        Compiler.compile(modules, dev.mcpfirewall.rego.compile.Options.DEFAULT),
        schemas,
        Builtins.all());
  }
}
