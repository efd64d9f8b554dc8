// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static dev.mcpfirewall.policy.engine.Books.book;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.Explanation.Tried;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test.Like;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegoEngineTest {
  private static final String POLICY = "package mcp_firewall.policy\n\n";

  private static Decision decide(String rego, String call) {
    return book().rego("a.rego", POLICY + rego).engine().decide(MessageText.read(call).build());
  }

  private static Reason only(Decision decision) {
    assertThat(decision.reasons()).hasSize(1);
    return decision.reasons().getFirst();
  }

  @Test
  void joinsTheUsersOwnRego() {
    String rego =
        """
        deny contains {"message": "too much", "rule": "Amount"} if input.tool.arguments.amount > 50

        approve contains "ask me" if input.tool.name == "exec"

        alert contains "seen" if "hr" in input.labels
        """;

    assertThat(only(decide(rego, "call pay {'amount':60}")))
        .extracting(Reason::stage, r -> r.rule().value(), Reason::effect, Reason::message)
        .containsExactly(PolicyStage.REGO, "rego.amount", Effect.DENY, "too much");
    assertThat(only(decide(rego, "call exec {}")))
        .extracting(r -> r.rule().value(), Reason::effect, Reason::message)
        .containsExactly("rego.approve", Effect.HOLD, "ask me");
    assertThat(only(decide(rego, "call x {} @labels=hr")).alert()).isTrue();
    assertThat(decide(rego, "call pay {'amount':5}").reasons()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deny if input.tool",
        "deny := [\"a\"] if input.tool",
        "deny := \"a\" if input.tool",
        "deny contains 5 if input.tool",
        "deny[\"why\"] := true if input.tool",
        "deny := {\"message\": \"m\"} if input.tool",
        "deny := null if input.tool",
      })
  void takesADenialHoweverItIsWritten(String rego) {
    assertThat(decide(rego, "call x {}").effect()).isEqualTo(Effect.DENY);
    assertThat(decide(rego, "request ping {}").effect()).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call read {}                         | ALLOW",
        "call write {}                        | DENY",
        "request resources/read {'uri':'a:b'} | DENY",
        "request tools/list {} @acts=false    | ALLOW",
        "result write {}                      | ALLOW",
      })
  void wantsAllowToHoldWhereThereIsOne(String message, Effect expected) {
    assertThat(decide("allow if input.tool.name == \"read\"", message).effect())
        .isEqualTo(expected);
    assertThat(
            decide("default allow := false\nallow if input.tool.name == \"read\"", message)
                .effect())
        .isEqualTo(expected);
  }

  @Test
  void takesAllowForADecisionOfItsOwnBookOnly() {
    Rulebook own =
        book().otherwise(ToolState.DISABLED).rego("a.rego", POLICY + "allow if true\n").build();
    Rulebook project = book().otherwise(ToolState.APPROVAL).build();

    assertThat(Books.engine(List.of(own)).decide(Messages.call("x", "{}").build()).effect())
        .isEqualTo(Effect.ALLOW);
    assertThat(
            Books.engine(List.of(own, project)).decide(Messages.call("x", "{}").build()).effect())
        .isEqualTo(Effect.HOLD);
  }

  @Test
  void redactsWhatTheUsersRegoNames() {
    String rego =
        """
        redact contains {"message": "m", "pointer": "/result/a"} if input.result.a
        redact contains {"message": "m", "pattern": "[0-9]+"} if input.result.b
        redact contains "secrets" if input.result.c
        redact contains "something" if input.result.d
        redact contains {"message": "m", "pattern": "("} if input.result.e
        """;

    assertThat(only(decide(rego, "result x {'a':1}")).replaced())
        .isEqualTo(new Redaction.Values(List.of("/result/a")));
    assertThat(only(decide(rego, "result x {'b':1}")).replaced())
        .isEqualTo(new Redaction.Matching(List.of("[0-9]+")));
    assertThat(only(decide(rego, "result x {'c':1}")).replaced())
        .isEqualTo(new Redaction.Found(Set.of("secrets")));
    assertThat(only(decide(rego, "result x {'d':1}")))
        .extracting(r -> r.rule().value(), Reason::effect)
        .containsExactly("policy.error", Effect.DENY);
    assertThat(only(decide(rego, "result x {'e':1}")).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void findsDataAndTheOlderSyntax() {
    PolicyEngine engine =
        book()
            .data("people", "{\"bad\": [\"mallory\"]}")
            .legacyRego(
                "a.rego",
                POLICY
                    + "deny[msg] { input.agent == data.mcp_firewall.files.people.bad[_]; msg = \"no\" }\n")
            .engine();

    assertThat(engine.decide(Messages.call("x", "{}").agent("mallory").build()).effect())
        .isEqualTo(Effect.DENY);
    assertThat(engine.decide(Messages.call("x", "{}").build()).effect()).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deny contains \"x\" if input.tol.name == 1 | 3:22 | undefined ref: input.tol.name",
        "deny contains \"x\" if http.send({})         | 3:22 | http.send",
        "deny contains \"x\" if rand.intn(\"a\", 2) == 1 | 3:22 | rand.intn",
        "deny contains x if {                       | 4 | ",
        "deny contains x if input.agent             | 3: | unsafe",
      })
  void tellsWhatIsWrongWhereItStands(String rego, String at, String words) {
    assertThatThrownBy(() -> book().rego("a.rego", POLICY + rego + "\n").engine())
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems().getFirst().toString())
                    .startsWith("/policies/a.rego:" + at)
                    .contains(words == null ? "" : words));
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    Books books =
        book()
            .rego("a.rego", "package mcp-firewall.policy\n")
            .rego("b.rego", "package mcp_firewall.main\n\nreasons := []\n")
            .rego("c.rego", POLICY + "deny if (\n");

    assertThatThrownBy(books::engine)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(3);
              assertThat(e.getMessage()).contains("a.rego:1", "b.rego:1", "c.rego:4");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deny contains \"x\" if to_number(input.tool.arguments.a) == 1",
        "deny contains \"x\" if count([1 | some i in numbers.range(1, 3000); some j in numbers.range(1, 3000); i == j]) == 1",
        "v := 1 if input.tool\nv := 2 if input.tool\ndeny contains \"x\" if v == 3",
      })
  void refusesWhatItCannotWorkOutAndTellsNoValue(String rego) {
    Reason reason = only(decide(rego, "call x {'a':'hunter2'}"));

    assertThat(reason.rule().value()).isEqualTo("policy.error");
    assertThat(reason.effect()).isEqualTo(Effect.DENY);
    assertThat(reason.message()).doesNotContain("hunter2").contains("/policies/a.rego:");
  }

  @Test
  void theTimeIsThatOfTheDecision() {
    assertThat(decide("deny contains \"x\" if time.now_ns() == input.now_ns", "call x {}").effect())
        .isEqualTo(Effect.DENY);
  }

  @Test
  void explainsInWordsOfTheYaml() {
    PolicyEngine engine =
        book()
            .agent("claude*", Optional.empty(), List.of("x"), List.of())
            .rule("ssh", Action.DENY, Scope.ANY, Books.arguments("path", new Like("**/.ssh/**")))
            .rule("tool", Action.ALLOW, Books.tool("read"), Books.arguments(Map.of()))
            .rule("late", Action.DENY, Scope.ANY, Books.arguments(Map.of()))
            .outbound("out", Action.DENY, Scope.ANY, Books.larger(5))
            .engine();

    List<Tried> tried = engine.explain(Messages.call("read", "{'path':'src/a'}").build()).tried();

    assertThat(tried)
        .extracting(Tried::rule, Tried::matched, Tried::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "agents.claude*.deny", false, "`agent` is not `claude*`, or it is no call"),
            org.assertj.core.groups.Tuple.tuple(
                "rules.ssh", false, "`arguments.path` is not like `**/.ssh/**`"),
            org.assertj.core.groups.Tuple.tuple("rules.tool", true, ""),
            org.assertj.core.groups.Tuple.tuple(
                "rules.late", false, "`rules.tool` before it matched"),
            org.assertj.core.groups.Tuple.tuple(
                "outbound-rules.out", false, "it is about what the server sends"));
    assertThat(tried).allMatch(one -> one.at().startsWith("policy.yaml:"));
  }

  @Test
  void aPlainPolicyNeedsNoRegoAndDecidesAlike() {
    Random random = new Random(11);
    String[] names = {"read", "wri*", "*", "a|b*", "READ", "b"};
    String[] tools = {"read", "write", "a", "B", "bb", "r\u0435ad", "zz", ""};
    for (int i = 0; i < 300; i++) {
      List<Rulebook> books = List.of(plain(random, names), plain(random, names));
      PolicyEngine plain = Books.engine(books);
      PolicyEngine rego = Books.rego(books);
      for (String tool : tools) {
        for (String server : List.of("read", "b", "other")) {
          Messages call = Messages.call(tool, "{}").server(server).exceeded("tool " + tool, 10);

          assertThat(rego.decide(call.build())).isEqualTo(plain.decide(call.build()));
        }
      }
      Messages other = Messages.request("prompts/get", "{}").server("b");
      assertThat(rego.decide(other.build())).isEqualTo(plain.decide(other.build()));
      assertThat(plain).isInstanceOf(PlainEngine.class);
    }
  }

  private static Rulebook plain(Random random, String[] names) {
    Books book = book().otherwise(state(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, ToolState> tools = new LinkedHashMap<>();
      for (int j = random.nextInt(4); j > 0; j--) {
        tools.put(names[random.nextInt(names.length)], state(random));
      }
      Optional<ToolState> state =
          random.nextBoolean() ? Optional.of(state(random)) : Optional.empty();
      book.server(names[random.nextInt(names.length)], state, tools);
    }
    return book.build();
  }

  private static ToolState state(Random random) {
    return ToolState.values()[random.nextInt(3)];
  }
}
