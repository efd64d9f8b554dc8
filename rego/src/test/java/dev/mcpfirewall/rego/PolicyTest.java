// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What one can ask of a policy. */
final class PolicyTest {
  private static final String TOOLS =
      """
      # METADATA
      # title: Tools
      package tools

      default allow := false

      # METADATA
      # description: who may call
      allow if {
        input.tool in {"read", "list"}
        some role in input.roles
        role == "admin"
      }

      deny contains "outside" if not inside(input.path)

      inside(p) if startswith(p, "/work/")
      """;

  private static final Value GUEST =
      Json.read("{\"tool\": \"read\", \"roles\": [\"guest\"], \"path\": \"/etc/passwd\"}");

  @Test
  void explainsWhyNot() {
    Explanation fails = new Explanation(100, EnumSet.of(Tracer.Event.FAIL));

    policy(TOOLS).query("data.tools.allow").value(GUEST, Settings.DEFAULT.tracer(fails));

    assertThat(fails.toString())
        .isEqualTo(
            """
            tools.rego:12:3  | | | Fail role == "admin"  {role: "guest"}
            tools.rego:9:1   | | Fail allow if { …
            """);
  }

  @Test
  void explainsEachStep() {
    Explanation all = new Explanation(100);

    policy("package t\np contains x if { some x in [1, 2]; x > 1 }")
        .query("data.t.p")
        .value(GUEST, Settings.DEFAULT.tracer(all));

    assertThat(all.toString())
        .isEqualTo(
            """
            query:1:1        Enter data.t.p
            query:1:1        | Eval data.t.p
            tools.rego:2:1   | | Enter p contains x if { some x in [1, 2]; x > 1 }
            tools.rego:2:19  | | | Eval some x in [1, 2]
            tools.rego:2:37  | | | Eval x > 1  {x: 1}
            tools.rego:2:37  | | | Fail x > 1  {x: 1}
            tools.rego:2:19  | | | Redo some x in [1, 2]  {x: 1}
            tools.rego:2:37  | | | Eval x > 1  {x: 2}
            tools.rego:2:1   | | Exit p contains x if { some x in [1, 2]; x > 1 }  {x: 2}
            tools.rego:2:1   | | Redo p contains x if { some x in [1, 2]; x > 1 }  {x: 2}
            tools.rego:2:37  | | | Redo x > 1  {x: 2}
            tools.rego:2:19  | | | Redo some x in [1, 2]  {x: 2}
            query:1:1        Exit data.t.p
            """);
  }

  @Test
  void countsTheLinesThatWereReached() {
    Policy policy = policy(TOOLS);
    Coverage coverage = new Coverage(policy);

    policy.query("data.tools.allow").value(GUEST, Settings.DEFAULT.tracer(coverage));

    assertThat(coverage.covered()).hasToString("{tools.rego=[10, 11, 12]}");
    assertThat(coverage.missed()).hasToString("{tools.rego=[9, 15, 17]}");
    assertThat(coverage.percent()).isEqualTo(50);
  }

  @Test
  void tellsOfEachRuleByItself() {
    Map<String, Outcome> outcomes =
        policy("package t\na := 1\nb if false\nc := x if some x in [1, 2]\nf(x) := x")
            .outcomes("data.t", GUEST, Settings.DEFAULT);

    assertThat(outcomes.get("a")).isEqualTo(new Outcome.Defined(Json.read("1")));
    assertThat(outcomes.get("b")).isEqualTo(new Outcome.Undefined());
    assertThat(outcomes.get("c")).isInstanceOf(Outcome.Failed.class);
    assertThat(outcomes).doesNotContainKey("f");
  }

  @Test
  void knowsItsAnnotations() {
    assertThat(policy(TOOLS).annotations())
        .extracting(Annotated::path)
        .containsExactly("data.tools", "data.tools.allow");
  }

  @Test
  void strictErrorsAreErrors() {
    String module = "package t\ndeny if regex.match(\"(\", input.path)";

    assertThat(policy(module).query("data.t.deny").value(GUEST)).isEmpty();
    RegoException error =
        catchThrowableOfType(
            RegoException.class,
            () ->
                Rego.compile(
                        List.of(new Source("tools.rego", module)),
                        Options.DEFAULT.strictBuiltinErrors(true))
                    .query("data.t.deny")
                    .value(GUEST));
    assertThat(error.errors().getFirst().headline())
        .startsWith("tools.rego:2:9: eval_builtin_error: regex.match: ");
  }

  @Test
  void baseDocumentsStandBesideRules() {
    Options options =
        Options.DEFAULT.data((ObjectValue) Json.read("{\"t\": {\"limit\": 3}, \"other\": [1]}"));
    Policy policy =
        Rego.compile(List.of(new Source("t.rego", "package t\np := data.t.limit + 1")), options);

    assertThat(policy.query("data").value().orElseThrow())
        .hasToString("{\"other\": [1], \"t\": {\"limit\": 3, \"p\": 4}}");
  }

  @Test
  void aClockAndASeedMakeItRepeatable() {
    Settings settings =
        Settings.DEFAULT.clock(Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC)).seed(42);
    Query query =
        policy("package t\np := [time.now_ns(), rand.intn(\"x\", 1000)]").query("data.t.p");

    assertThat(query.value(GUEST, settings)).isEqualTo(query.value(GUEST, settings));
    assertThat(query.value(GUEST, settings).orElseThrow().toString()).startsWith("[5000000000, ");
  }

  @Test
  void callersAddTheirOwnBuiltins() {
    Builtin trusted =
        new Builtin(
            "trusted", "(name: string) boolean", (Builtin.Of1) (in, name) -> BooleanValue.TRUE);
    Policy policy =
        Rego.compile(
            List.of(new Source("t.rego", "package t\np if trusted(input.tool)")),
            Options.DEFAULT.builtins(Builtins.all().and(List.of(trusted))));

    assertThat(policy.query("data.t.p").value(GUEST)).contains(BooleanValue.TRUE);
  }

  @Test
  void printIsHeard() {
    List<String> heard = new ArrayList<>();
    Options options = Options.DEFAULT.print((at, text) -> heard.add(at.line() + " " + text));

    Rego.compile(
            List.of(new Source("t.rego", "package t\np if {\n\tprint(\"x\", input.none, 1)\n}")),
            options)
        .query("data.t.p")
        .value(GUEST);

    assertThat(heard).containsExactly("3 x <undefined> 1");
  }

  @Test
  void oneServesAllThreads() throws InterruptedException, ExecutionException {
    Query query = policy(TOOLS).query("data.tools");
    Value expected = query.value(GUEST).orElseThrow();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Value>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> query.value(GUEST).orElseThrow()));
      }
      for (Future<Value> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }

  private static Policy policy(String module) {
    return Rego.compile(List.of(new Source("tools.rego", module)), Options.DEFAULT);
  }
}
