// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Check;
import dev.mcpfirewall.pipeline.Memory;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.pipeline.Stage;
import dev.mcpfirewall.transport.LineChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session between two recorded peers: what is said is there before it begins. */
class SessionTest {
  private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
  private final List<Event> journaled = new ArrayList<>();
  private boolean journalFails;
  private boolean monitor;
  private boolean failOpen;
  private boolean journalBreaks;
  private String stage = "test";
  private int failAtTick = -1;
  private int ticks;

  /** Denies what says "evil", redacts "secret", throws at "bomb". */
  private static final Check CHECK =
      (exchange, message) -> {
        String text = message.raw().utf8();
        if (text.contains("bomb")) {
          throw new IllegalStateException("bug");
        }
        if (text.contains("evil")) {
          return new Verdict.Deny(new RuleId("test.evil"), "it is evil");
        }
        int at = text.indexOf("secret");
        return at < 0
            ? Verdict.Allow.PLAIN
            : new Verdict.Redact(
                new RuleId("test.secret"),
                "it is secret",
                List.of(new Edit(new Span(at, at + 6), Bytes.utf8("***"))),
                List.of());
      };

  private static Enforcement policy(String stage, boolean monitor, boolean failOpen) {
    return new Enforcement(
        new Pipeline(List.of(new Stage(stage, EnumSet.allOf(Direction.class), CHECK))),
        new PolicyRevision("r"),
        monitor,
        failOpen,
        new Refusals(true));
  }

  private void converse(String fromClient, String fromServer) throws IOException {
    Journal journal =
        new Journal() {
          @Override
          public void append(List<Event> events) {
            if (journalFails) {
              throw new JournalException("no space left", new IOException("ENOSPC"));
            }
            if (journalBreaks) {
              throw new IllegalStateException("bug");
            }
            journaled.addAll(events);
          }

          @Override
          public void close() {}
        };
    Enforcement policy = policy(stage, monitor, failOpen);
    Session session =
        new Session(
            new LineChannel(stream(fromClient), toClient, 1 << 20),
            new LineChannel(stream(fromServer), toServer, 1 << 20),
            direction -> policy,
            new Session.Recording(journal, EventSink.NONE, this::tick),
            new SessionSettings(new Place("x", "s", "/"), Agent.UNKNOWN, Memory.NONE));
    session.runInbound();
    session.runOutbound();
    session.serverGone("the server exited");
  }

  private Instant tick() {
    if (ticks++ == failAtTick) {
      throw new OutOfMemoryError("as it were");
    }
    return Instant.EPOCH;
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private String client() {
    return toClient.toString(StandardCharsets.UTF_8);
  }

  private String server() {
    return toServer.toString(StandardCharsets.UTF_8);
  }

  private static String call(String id, String text) {
    return "{\"jsonrpc\": \"2.0\",\"id\":"
        + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"arguments\":{\"a\":\""
        + text
        + "\"}}}\n";
  }

  private static String result(String id, String text) {
    return "{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
        + text
        + "\"}]}, \"jsonrpc\":\"2.0\",\"id\":"
        + id
        + "}\n";
  }

  @Test
  void goodTrafficPassesByteForByteInOrder() throws IOException {
    String asked = call("1", "a") + call("\"two\"", "b") + call("-3", "é 😀");
    String answered = result("-3", "c") + result("1", "a") + result("\"two\"", "b");

    converse(asked, answered);

    assertThat(server()).isEqualTo(asked);
    assertThat(client()).isEqualTo(answered);
    assertThat(journaled).hasSize(6);
  }

  @Test
  void aDeniedCallIsAnsweredAndNeverReachesTheServer() throws IOException {
    converse(call("1", "evil"), "");

    assertThat(server()).isEmpty();
    assertThat(client())
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\"")
        .contains("test.evil", "\"isError\":true");
  }

  @Test
  void anyOtherDeniedRequestGetsAnError() throws IOException {
    converse("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"evil/do\"}\n", "");

    assertThat(client())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":-32010,\"message\":\"mcp-firewall: it is"
                + " evil\",\"data\":{\"rule\":\"test.evil\",\"reason\":\"it is evil\"}}}\n");
  }

  @Test
  void deniedNotificationsVanish() throws IOException {
    converse("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/evil\"}\n", "");

    assertThat(client() + server()).isEmpty();
    assertThat(((Event.Decided) journaled.getFirst()).enforced()).isEqualTo(Enforced.DROPPED);
  }

  @Test
  void redactionsTouchNothingElse() throws IOException {
    converse(call("1", "a"), result("1", "my secret here"));

    assertThat(client()).isEqualTo(result("1", "my *** here"));
  }

  @Test
  void aDeniedResultBecomesAnErrorForTheSameId() throws IOException {
    converse(call("1", "a"), result("1", "evil"));

    assertThat(client()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,").contains("isError");
    assertThat(client()).doesNotContain("\"text\":\"evil\"");
  }

  @Test
  void aCheckThatThrowsClosesTheGate() throws IOException {
    converse(call("1", "bomb"), "");

    assertThat(server()).isEmpty();
    assertThat(client()).contains("internal.error");
  }

  @Test
  void requestsOfTheServerAreJudgedAndAnsweredToo() throws IOException {
    String ask =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sampling/createMessage\",\"params\":{}}\n";
    String evil = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"evil/ask\",\"params\":{}}\n";

    converse("", ask + evil);

    assertThat(client()).isEqualTo(ask);
    assertThat(server()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,\"error\"");
  }

  @Test
  void answersToNothingGoNowhere() throws IOException {
    converse(call("1", "a"), result("9", "x") + result("1", "y") + result("1", "again"));

    assertThat(client()).isEqualTo(result("1", "y"));
  }

  @Test
  void anIdInUseIsRefusedUntilItsAnswerHasCome() throws IOException {
    converse(call("1", "a") + call("1", "b"), result("1", "x"));

    assertThat(server()).isEqualTo(call("1", "a"));
    assertThat(client()).contains("protocol.id-in-use");
  }

  @Test
  void malformedLinesAreAnsweredWithTheIdTheyShow() throws IOException {
    converse(
        "garbage\n{\"jsonrpc\":\"2.0\",\"id\":5,\"id\":5}\n\n" + call("1", "a"), result("1", "x"));

    assertThat(client().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"id\":null", "-32700"),
            line -> assertThat(line).contains("\"id\":5", "duplicate-key"),
            line -> assertThat(line + "\n").isEqualTo(result("1", "x")));
    assertThat(server()).isEqualTo(call("1", "a"));
  }

  @Test
  void noiseOfTheServerIsDroppedButABrokenAnswerIsAnError() throws IOException {
    converse(
        call("1", "a") + call("2", "b"),
        "Server listening\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"result\":{}}\n"
            + result("2", "fine"));

    assertThat(client().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"id\":1", "duplicate-key"),
            line -> assertThat(line + "\n").isEqualTo(result("2", "fine")));
  }

  @Test
  void whoStillWaitsIsToldThatTheServerIsGone() throws IOException {
    converse(call("1", "a") + call("2", "b"), result("1", "x"));

    assertThat(client()).contains("\"id\":2,\"error\":{\"code\":-32011", "the server exited");
  }

  @Test
  void cancelledRequestsAreNotWaitedFor() throws IOException {
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n";

    converse(call("1", "a") + cancel, "");

    assertThat(server()).isEqualTo(call("1", "a") + cancel);
    assertThat(client()).isEmpty();
  }

  @Test
  void withoutARecordNothingPasses() throws IOException {
    journalFails = true;

    converse(call("1", "a"), "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n");

    assertThat(server()).isEmpty();
    assertThat(client()).contains("\"id\":1", "audit.failure").doesNotContain("notifications");
  }

  @Test
  void withoutARecordTrafficGoesOnWhereThePolicySaysSo() throws IOException {
    journalFails = true;
    failOpen = true;

    converse(call("1", "a") + call("2", "evil"), result("1", "x"));

    assertThat(server()).isEqualTo(call("1", "a"));
    assertThat(client()).contains("test.evil");
  }

  @Test
  void whatFailsInsideIsRefusedAndTheSessionGoesOn() throws IOException {
    failAtTick = 0;
    converse(call("1", "a") + call("2", "b"), result("2", "x"));

    assertThat(server()).isEqualTo(call("2", "b"));
    assertThat(client()).contains("\"id\":1,", "internal.error").endsWith(result("2", "x"));
    assertThat(journaled).hasSize(3);
  }

  @Test
  void anAnswerThatFailsInsideIsRefusedToWhoWaitsForIt() throws IOException {
    failAtTick = 1;
    converse(call("1", "a"), result("1", "lost") + result("1", "again"));

    assertThat(client()).contains("\"id\":1,", "internal.error").doesNotContain("lost", "again");
  }

  @Test
  void aJournalThatBreaksIsAJournalThatFails() throws IOException {
    journalBreaks = true;

    converse(call("1", "a"), result("1", "x"));

    assertThat(server()).isEmpty();
    assertThat(client()).contains("\"id\":1", "audit.failure");
  }

  @Test
  void idsWithExponentsBeyondAllReckoningPass() throws IOException {
    converse(call("1e99999999999", "a"), result("1e99999999999", "x"));

    assertThat(client()).isEqualTo(result("1e99999999999", "x"));
  }

  @Test
  void aClientsNameIsNotRepeatedInTheRecordWhereSomethingHadToBeConcealed() throws IOException {
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"%s\"}}}\n";

    converse(hello.formatted("secret"), "");
    converse(hello.formatted("plain"), "");

    assertThat(journaled)
        .extracting(event -> ((Event.Decided) event).subject().name())
        .doesNotContain("secret")
        .contains("plain");
  }

  @Test
  void theKillSwitchWorksInMonitorModeToo() throws IOException {
    monitor = true;
    stage = "kill-switch";

    converse(call("1", "evil"), "");

    assertThat(server()).isEmpty();
    assertThat(client()).contains("test.evil");
  }

  @Test
  void monitoringRecordsTheRulingAndChangesNothing() throws IOException {
    monitor = true;

    converse(call("1", "evil"), result("1", "secret"));

    assertThat(server()).isEqualTo(call("1", "evil"));
    assertThat(client()).isEqualTo(result("1", "secret"));
    assertThat(journaled)
        .extracting(event -> ((Event.Decided) event).ruled().effect())
        .containsExactly(Effect.DENY, Effect.REDACT);
    assertThat(journaled)
        .extracting(event -> ((Event.Decided) event).enforced())
        .containsOnly(Enforced.FORWARDED);
  }

  @Test
  void batchesAreDecidedElementByElementOnceTheVersionHasThem() throws IOException {
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-03-26\"}}\n";
    String welcome =
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-03-26\"}}\n";
    String batch = "[" + call("1", "a").strip() + ", " + call("2", "b").strip() + "]\n";
    String mixed = "[" + call("3", "evil").strip() + "," + call("4", "c").strip() + "]\n";

    converse(hello + batch, welcome);
    assertThat(client()).contains("protocol.batch");
    assertThat(server()).isEqualTo(hello);

    Turns turns = new Turns(hello, welcome, batch + mixed, result("1", "x"));
    turns.play();
    assertThat(turns.server()).isEqualTo(hello + batch + "[" + call("4", "c").strip() + "]\n");
    assertThat(turns.client()).contains("[{\"jsonrpc\":\"2.0\",\"id\":3,", "test.evil");
  }

  /** A handshake first, then the rest, over one session. */
  private static final class Turns {
    private static final Enforcement POLICY = policy("test", false, false);

    private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
    private final Session session;

    Turns(String hello, String welcome, String rest, String answers) {
      session =
          new Session(
              new LineChannel(new Parts(hello, rest), toClient, 1 << 20),
              new LineChannel(new Parts(welcome, answers), toServer, 1 << 20),
              direction -> POLICY,
              new Session.Recording(
                  new Journal() {
                    @Override
                    public void append(List<Event> events) {}

                    @Override
                    public void close() {}
                  },
                  EventSink.NONE,
                  () -> Instant.EPOCH),
              new SessionSettings(new Place("x", "s", "/"), Agent.UNKNOWN, Memory.NONE));
    }

    void play() throws IOException {
      session.runInbound();
      session.runOutbound();
      session.runInbound();
      session.runOutbound();
    }

    String client() {
      return toClient.toString(StandardCharsets.UTF_8);
    }

    String server() {
      return toServer.toString(StandardCharsets.UTF_8);
    }
  }

  /** A stream that ends twice: once between its parts. */
  private static final class Parts extends java.io.InputStream {
    private final List<ByteArrayInputStream> parts;

    Parts(String... parts) {
      this.parts = new ArrayList<>();
      for (String part : parts) {
        this.parts.add(stream(part));
      }
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read in chunks");
    }

    @Override
    public int read(byte[] target, int at, int length) {
      if (parts.isEmpty()) {
        return -1;
      }
      int read = parts.getFirst().read(target, at, length);
      if (read < 0) {
        parts.removeFirst();
      }
      return read;
    }
  }
}
