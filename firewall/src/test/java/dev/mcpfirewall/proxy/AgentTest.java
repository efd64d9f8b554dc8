// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import dev.mcpfirewall.pipeline.Memory;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.pipeline.Stage;
import dev.mcpfirewall.transport.LineChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a session knows when it judges a message: on whose behalf, under which policy. */
class AgentTest {
  private static final Mark STEP = new Mark.Step("c", 1, Duration.ofMinutes(1));
  private static final Mark LABEL = new Mark.Labelled("untrusted_content");

  private final List<Exchange> judged = new ArrayList<>();
  private final List<Event.Decided> recorded = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();
  private final List<Integer> passedBefore = new ArrayList<>();
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private Agent known = Agent.UNKNOWN;
  private int policies;
  private boolean unrecorded;

  /** Denies what says evil, conceals what says secret, marks every call. */
  private Verdict check(Exchange exchange, Message message) {
    judged.add(exchange);
    passedBefore.add(passed.size());
    String text = message.raw().utf8();
    if (text.contains("evil")) {
      return new Verdict.Deny(new RuleId("test.evil"), "it is evil");
    }
    if (text.contains("secret")) {
      return new Verdict.Allow(List.of(), List.of(message.raw().span()));
    }
    return text.contains("tools/call")
        ? new Verdict.Allow(List.of(), List.of(), Set.of(STEP, LABEL))
        : Verdict.Allow.PLAIN;
  }

  private final class Remembering implements Memory {
    @Override
    public void passed(Exchange exchange, Message message, Set<Mark> marks) {
      assertThat(toClient.size()).as("nothing is visible yet").isZero();
      passed.add(exchange.direction() + " " + marks.size());
    }

    @Override
    public long calls() {
      return 0;
    }

    @Override
    public Set<String> labels() {
      return Set.of();
    }

    @Override
    public Map<String, Integer> reached(Instant now) {
      return Map.of();
    }

    @Override
    public List<Origin> origins(Message message) {
      return List.of();
    }

    @Override
    public History.ToolClaims claims(String tool) {
      return History.ToolClaims.NONE;
    }
  }

  private final class Records implements Journal {
    @Override
    public void append(List<Event> events) {
      if (unrecorded) {
        throw new dev.mcpfirewall.decision.JournalException("full", new IOException("ENOSPC"));
      }
      events.forEach(event -> recorded.add((Event.Decided) event));
    }

    @Override
    public void close() {}
  }

  /** A policy of its own each time one is asked for. */
  private Enforcement policy() {
    policies++;
    return new Enforcement(
        new Pipeline(List.of(new Stage("test", EnumSet.allOf(Direction.class), this::check))),
        new PolicyRevision("r" + policies),
        false,
        false,
        new Refusals(true));
  }

  private void converse(String fromClient, String fromServer) throws IOException {
    Session session =
        new Session(
            new LineChannel(stream(fromClient), toClient, 1 << 20),
            new LineChannel(stream(fromServer), new ByteArrayOutputStream(), 1 << 20),
            direction -> policy(),
            new Session.Recording(new Records(), EventSink.NONE, () -> Instant.EPOCH),
            new SessionSettings(new Place("x", "s", "/"), known, new Remembering()));
    session.runInbound();
    session.runOutbound();
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String initialize(int id, String name) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\""
        + name
        + "\",\"version\":\"1\"}}}\n";
  }

  private static String modern(int id, String name) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"_meta\":{"
        + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\""
        + name
        + "\",\"version\":\"2\"}}}}\n";
  }

  private static String call(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\"}}\n";
  }

  private static String result(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}\n";
  }

  private List<String> names() {
    return judged.stream().map(exchange -> exchange.agent().name()).toList();
  }

  @Test
  void beforeAnythingIsDeclaredTheNameIsEmpty() throws IOException {
    converse(call(1) + initialize(2, "cursor") + call(3), "");

    assertThat(names()).containsExactly("", "cursor", "cursor");
  }

  @Test
  void theFirstNameCountsWhateverIsDeclaredLater() throws IOException {
    converse(initialize(1, "cursor") + initialize(2, "claude") + call(3) + modern(4, "other"), "");

    assertThat(names()).containsOnly("cursor");
    assertThat(judged)
        .extracting(exchange -> exchange.agent().declared())
        .containsExactly("cursor", "claude", "claude", "other");
    assertThat(recorded)
        .extracting(event -> event.subject().name())
        .containsExactly("cursor", "claude", "claude", "other");
  }

  @Test
  void aModernClientIsKnownWithItsFirstCall() throws IOException {
    converse(modern(1, "cursor") + modern(2, "claude") + call(3), "");

    assertThat(names()).containsOnly("cursor");
    assertThat(judged.getFirst().agent().era()).isEqualTo(Era.MODERN);
    assertThat(judged.get(1).agent().declared()).isEqualTo("claude");
  }

  @Test
  void aNameIsBoundByNotificationsAndByRefusedRequestsToo() throws IOException {
    String notified = modern(0, "cursor").replace("\"id\":0,", "");
    converse(notified + modern(1, "claude"), "");
    assertThat(names()).containsOnly("cursor");

    judged.clear();
    converse(modern(1, "evil") + modern(2, "claude"), "");
    assertThat(names()).containsOnly("evil");
  }

  @Test
  void aNameThatMustNotBeRecordedCountsAllTheSame() throws IOException {
    converse(initialize(1, "secret") + call(2), "");

    assertThat(names()).containsOnly("secret");
    assertThat(recorded).extracting(event -> event.subject().name()).containsOnly("");
  }

  @Test
  void whoIsAuthenticatedStaysSo() throws IOException {
    known = Agent.authenticated("ci");
    converse(initialize(1, "cursor") + modern(2, "claude"), "");

    assertThat(names()).containsOnly("ci");
    assertThat(judged).allMatch(exchange -> exchange.agent().authenticated());
    assertThat(judged.getLast().agent().declared()).isEqualTo("claude");
  }

  @Test
  void aServerDeclaresNothingForItsClient() throws IOException {
    converse("", initialize(1, "cursor") + modern(2, "claude"));

    assertThat(names()).containsOnly("");
  }

  @Test
  void anEmptyNameIsNoneAndAnEndlessOneIsShortened() throws IOException {
    converse(initialize(1, "") + initialize(2, "x".repeat(100_000)) + call(3), "");

    assertThat(names().getFirst()).isEmpty();
    assertThat(names().getLast()).hasSize(256);
  }

  @Test
  void everyMessageIsDecidedAndRecordedUnderOnePolicy() throws IOException {
    converse(call(1) + call(2), "");

    assertThat(policies).isEqualTo(2);
    assertThat(recorded)
        .extracting(event -> event.scope().revision().digest())
        .containsExactly("r1", "r2");
  }

  @Test
  void whatPassesIsRememberedBeforeTheNextMessageOfTheSameReadIsJudged() throws IOException {
    converse(call(1) + call(2) + call(3).replace("\"t\"", "\"evil\"") + call(4), "");

    assertThat(passedBefore).containsExactly(0, 1, 2, 2);
    assertThat(passed).hasSize(3);
  }

  @Test
  void theLabelsOfACallAreThoseOfItsResult() throws IOException {
    converse(call(1), result(1));

    assertThat(passed).containsExactly("INBOUND 2", "OUTBOUND 1");
    assertThat(judged.getLast().inReplyTo())
        .hasValueSatisfying(asked ->
            assertThat(asked)
                .isEqualTo(
                    new Asked(
                        "tools/call",
                        java.util.Optional.of("t"),
                        Set.of(new Mark.Labelled("untrusted_content")))));
  }

  @Test
  void whatCouldNotBeRecordedIsRememberedAllTheSameAndDoesNotPass() throws IOException {
    unrecorded = true;
    converse(call(1), "");

    assertThat(passed).as("stricter, not forgetful").hasSize(1);
    assertThat(toClient.toString(StandardCharsets.UTF_8)).contains("audit.failure");
  }
}
