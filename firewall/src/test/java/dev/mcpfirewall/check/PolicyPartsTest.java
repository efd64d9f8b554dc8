// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.detect.DetectorOptions;
import dev.mcpfirewall.detect.PiiKind;
import dev.mcpfirewall.detect.StandardDetector;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Splice;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Stage;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Reason;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.Explanation;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.place.PathRoots;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rate.RateLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the parts of a policy make of what an engine decides; the engine is the test's. */
class PolicyPartsTest {
  static final OwnFiles NO_FILES =
      new OwnFiles(
          new Places(
              new PathRoots("/home/ann", "/work", "/work", false, false), new ShellAndHosts()),
          List.of(),
          List.of());

  private static final RuleId RULE = new RuleId("part.rule");

  private final List<PolicyInput> asked = new ArrayList<>();
  private Function<PolicyInput, Decision> engine = input -> Decision.PASS;

  private Pipeline pipeline() {
    PolicyEngine asking =
        new PolicyEngine() {
          @Override
          public Decision decide(PolicyInput input) {
            asked.add(input);
            return engine.apply(input);
          }

          @Override
          public Explanation explain(PolicyInput input) {
            throw new UnsupportedOperationException();
          }

          @Override
          public PolicyRevision revision() {
            return new PolicyRevision("r");
          }
        };
    Scan scan =
        new Scan(
            StandardDetector.of(new DetectorOptions(EnumSet.allOf(PiiKind.class))),
            EnumSet.allOf(Topic.class),
            (topic, subject) -> topic == Topic.EGRESS && subject.equals("169.254.169.254"),
            NO_FILES);
    PolicyDecision decision = new PolicyDecision(asking, RateLimits.of(List.of()), scan);
    List<Stage> stages = new ArrayList<>();
    for (PolicyStage part : PolicyStage.values()) {
      stages.add(
          new Stage(
              part.wire(), EnumSet.allOf(Direction.class), new PolicyCheck(part, decision, scan)));
    }
    stages.add(new Stage("marks", EnumSet.allOf(Direction.class), new MarkCheck(decision)));
    return new Pipeline(stages);
  }

  private static Message message(String json) {
    if (Reader.read(Bytes.utf8(json), false) instanceof Reading.Single single) {
      return single.message();
    }
    throw new AssertionError("no message: " + json);
  }

  private static Message call(String arguments) {
    return message(
        "{\"jsonrpc\":\"2.0\",\"id\":\"hunter2\",\"method\":\"tools/call\",\"params\":"
            + "{\"name\":\"t\",\"arguments\":"
            + arguments
            + "}}");
  }

  private static Message result(String result) {
    return message("{\"jsonrpc\":\"2.0\",\"id\":\"hunter2\",\"result\":" + result + "}");
  }

  private Ruling inbound(Message message) {
    return pipeline().judge(Exchange.with("s", Direction.INBOUND, Optional.empty()), message);
  }

  private Ruling outbound(Message message) {
    Asked call = new Asked("tools/call", Optional.of("t"));
    return pipeline().judge(Exchange.with("s", Direction.OUTBOUND, Optional.of(call)), message);
  }

  private static Reason reason(PolicyStage part, Effect effect, boolean alert, Redaction what) {
    return new Reason(part, RULE, effect, alert, "because", "p.yaml:1:1", what);
  }

  private void redacting(Redaction what) {
    engine =
        input ->
            new Decision(List.of(reason(PolicyStage.RULES, Effect.REDACT, false, what)), Set.of());
  }

  private static String after(Ruling ruling, Message message) {
    String text = Splice.apply(message.raw(), ruling.edits()).utf8();
    assertThat(Document.parse(Bytes.utf8(text))).isInstanceOf(Document.class);
    return text;
  }

  @ParameterizedTest
  @EnumSource(PolicyStage.class)
  void everyPartLetsPassAlertsRedactsHoldsAndDenies(PolicyStage part) {
    Message message = call("{\"a\":\"hunter2\"}");
    assertThat(inbound(message)).isEqualTo(Ruling.PASS);
    for (Effect effect : Effect.values()) {
      Redaction what =
          effect == Effect.REDACT
              ? new Redaction.Values(List.of("/params/arguments/a"))
              : new Redaction.None();
      engine = input -> new Decision(List.of(reason(part, effect, false, what)), Set.of());

      Ruling ruling = inbound(message);

      assertThat(ruling.effect()).isEqualTo(effect);
      if (effect != Effect.ALLOW) {
        assertThat(ruling.basis())
            .hasValueSatisfying(basis -> {
              assertThat(basis.stage()).isEqualTo(part.wire());
              assertThat(basis.rule()).isEqualTo(RULE);
              assertThat(basis.reason()).isEqualTo("because");
            });
      }
    }
    engine =
        input ->
            new Decision(List.of(reason(part, Effect.ALLOW, true, new Redaction.None())), Set.of());
    Ruling alert = inbound(message);
    assertThat(alert.effect()).isEqualTo(Effect.ALLOW);
    assertThat(alert.basis()).isEmpty();
    assertThat(alert.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.rule()).isEqualTo(RULE));
  }

  @Test
  void theEngineIsAskedOnceForAMessageAndAnotherTimeForTheNext() {
    Pipeline pipeline = pipeline();
    Exchange exchange = Exchange.with("s", Direction.INBOUND, Optional.empty());
    Message message = call("{}");

    pipeline.judge(exchange, message);
    assertThat(asked).hasSize(1);
    pipeline.judge(exchange, call("{}"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void anEngineThatThrowsIsARefusalAndIsNotAskedAgain() {
    engine =
        input -> {
          throw new IllegalStateException("bug");
        };

    Ruling ruling = inbound(call("{}"));

    assertThat(ruling.effect()).isEqualTo(Effect.DENY);
    assertThat(asked).hasSize(1);
  }

  @Test
  void theStrictestReasonOfAPartCountsAndAllRedactionsAreMade() {
    Message message = call("{\"a\":\"x\",\"b\":\"y\"}");
    Redaction a = new Redaction.Values(List.of("/params/arguments/a"));
    Redaction b = new Redaction.Values(List.of("/params/arguments/b"));
    engine =
        input ->
            new Decision(
                List.of(
                    reason(PolicyStage.RULES, Effect.REDACT, false, a),
                    reason(PolicyStage.RULES, Effect.REDACT, true, b)),
                Set.of());
    Ruling both = inbound(message);
    assertThat(after(both, message))
        .contains("{\"a\":\"[REDACTED:part.rule]\",\"b\":\"[REDACTED:part.rule]\"}");
    assertThat(both.findings()).hasSize(1);

    engine =
        input ->
            new Decision(
                List.of(
                    reason(PolicyStage.RULES, Effect.REDACT, false, a),
                    reason(PolicyStage.RULES, Effect.HOLD, false, new Redaction.None())),
                Set.of());
    Ruling held = inbound(message);
    assertThat(held.effect()).isEqualTo(Effect.HOLD);
    assertThat(held.concealed()).as("not in the record either").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'say hunter2 twice: hunter2'} | {'a':'say [R] twice: [R]'}",
        "{'a':'h\\u0075nter2 é😀 hunter2'} | {'a':'[R] é😀 [R]'}",
        "{'a':'\\ud83d\\ude00\\n\\\"hunter2\\\"'} | {'a':'\\ud83d\\ude00\\n\\\"[R]\\\"'}",
        "{'a':[{'b':['x','hunter2']}]} | {'a':[{'b':['x','[R]']}]}",
        "{'a':'clean'} | ",
      })
  void whatAnExpressionMatchesIsReplacedHoweverItIsSpelt(String before, String after) {
    Message message = call(before.replace('\'', '"'));
    redacting(new Redaction.Matching(List.of("hunter[0-9]")));

    Ruling ruling = inbound(message);

    if (after == null) {
      assertThat(ruling.effect())
          .as("nothing to replace: it can't have been meant")
          .isEqualTo(Effect.DENY);
    } else {
      assertThat(after(ruling, message))
          .isEqualTo(
              message
                  .raw()
                  .utf8()
                  .replace(
                      before.replace('\'', '"'),
                      after.replace('\'', '"').replace("[R]", "[REDACTED:part.rule]")));
    }
  }

  @Test
  void keysStayApartAndNumbersBecomeTexts() {
    Message message =
        result("{\"structuredContent\":{\"hunter2\":1,\"a hunter2\":4111111111111111}}");
    redacting(new Redaction.Matching(List.of("hunter2", "4[0-9]{15}")));

    String text = after(outbound(message), message);

    assertThat(text).doesNotContain("4111").contains("\"[REDACTED:part.rule]\"");
    assertThat(text).contains("\"id\":\"hunter2\"").doesNotContain("\"hunter2\":1", "a hunter2");
  }

  @Test
  void whatSelectsOrMeansSomethingToItsSenderIsRefusedRatherThanCut() {
    redacting(new Redaction.Matching(List.of("^t$")));
    assertThat(inbound(call("{}")).effect()).isEqualTo(Effect.DENY);
    redacting(new Redaction.Matching(List.of("page")));
    assertThat(outbound(result("{\"content\":[],\"nextCursor\":\"page2\"}")).effect())
        .isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "/params/name",
    "/params",
    "''",
    "/id",
    "/method",
    "/params/arguments/none",
    "/params/arguments/list/7",
    "/params/arguments/list/-",
    "/params/arguments/list/99999999999",
  })
  void aPointerToWhatCannotGoIsARefusal(String pointer) {
    redacting(new Redaction.Values(List.of("/params/arguments/list/0", pointer)));

    assertThat(inbound(call("{\"list\":[1]}")).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void pointersLeadToValuesOfAnyKind() {
    Message message = call("{\"a/b~\":{\"c\":[true,{\"d\":null}]},\"e\":1}");
    redacting(new Redaction.Values(List.of("/params/arguments/a~1b~0/c/1", "/params/arguments/e")));

    assertThat(after(inbound(message), message))
        .contains(
            "{\"a/b~\":{\"c\":[true,\"[REDACTED:part.rule]\"]},\"e\":\"[REDACTED:part.rule]\"}");
  }

  @Test
  void whatDetectorsFoundIsReplacedByTheirNames() {
    String key = "AKIA" + "QX3M7TRZ5WVKJ2HB";
    Message message = result("{\"content\":[{\"type\":\"text\",\"text\":\"key " + key + "\"}]}");
    redacting(new Redaction.Found(Set.of("secrets")));

    Ruling ruling = outbound(message);

    assertThat(after(ruling, message)).doesNotContain(key).contains("\"key [REDACTED:");
    assertThat(asked.getFirst().findings())
        .anySatisfy(found -> {
          assertThat(found.check()).isEqualTo("secrets");
          assertThat(found.pointer()).isEqualTo("/result/content/0/text");
        });
  }

  @Test
  void whatIsExemptIsNoFinding() {
    inbound(call("{\"url\":\"http://169.254.169.254/\",\"o\":\"http://127.0.0.1/\"}"));

    assertThat(asked.getFirst().findings())
        .extracting(PolicyInput.Found::pointer)
        .containsExactly("/params/arguments/o");
  }

  @Test
  void thePolicyIsToldWhatTheMessageIs() {
    inbound(call("{\"a\":1}"));
    inbound(message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":{}}"));
    inbound(message("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"n\"}}"));
    outbound(result("{}"));

    assertThat(asked)
        .extracting(
            input -> input.what().method(),
            input -> input.what().acts(),
            input -> input.what().answer(),
            input -> input.what().tool().map(PolicyInput.Tool::name).orElse(""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tools/call", true, false, "t"),
            org.assertj.core.groups.Tuple.tuple("notifications/x", false, false, ""),
            org.assertj.core.groups.Tuple.tuple("tools/call", true, false, "n"),
            org.assertj.core.groups.Tuple.tuple("tools/call", false, true, "t"));
  }

  @Test
  void marksAreKeptWhateverTheRulingIs() {
    Mark step = new Mark.Step("c", 1, Duration.ofMinutes(1));
    engine =
        input ->
            new Decision(
                List.of(reason(PolicyStage.CHAINS, Effect.ALLOW, true, new Redaction.None())),
                Set.of(step));

    assertThat(inbound(call("{}")).marks()).containsExactly(step);
  }

  @Test
  void tenThousandFindingsAreToldInTime() {
    StringBuilder json = new StringBuilder("{\"rows\":[");
    for (int i = 0; i < 10_000; i++) {
      json.append(i == 0 ? "" : ",").append("{\"mail\":\"ann").append(i).append("@corp-mail.io\"}");
    }
    outbound(result(json.append("]}").toString()));

    assertThat(asked.getFirst().findings()).hasSizeBetween(1, 2_000);
    assertThat(asked.getFirst().findings().getLast().pointer()).startsWith("/result/rows/");
  }
}
