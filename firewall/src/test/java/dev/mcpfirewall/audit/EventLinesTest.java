// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Finding;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.decision.What;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.json.Span;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private static String line(Event event) {
    Chain chain = new Chain();
    new EventLines(chain).add(event);
    String line = new String(chain.out().toArray(), StandardCharsets.UTF_8);
    assertThat(Document.parse(Bytes.utf8(line.strip()))).isInstanceOf(Document.class);
    return line;
  }

  @Test
  void theFormatOfADecisionIsFixed() {
    String prev = "0".repeat(64);

    String line = line(Events.denied("rm", "{\"b\":\"top secret\",\"a\":1}", new Span(10, 16)));

    String without =
        "{\"agent\":{\"era\":\"legacy\",\"name\":\"claude-desktop\",\"version\":\"1.2\"},"
            + "\"arguments\":{\"a\":1,\"b\":\"top [REDACTED]\"},\"decision\":\"deny\","
            + "\"direction\":\"inbound\",\"enforced\":\"refused\",\"findings\":[{\"pointer\":"
            + "\"/params/arguments/text\",\"rule\":\"secrets.aws-access-key\",\"severity\":"
            + "\"high\"}],@\"id\":\"7\",\"kind\":\"decision\",\"latency_us\":42,\"message\":"
            + "\"request\",\"method\":\"tools/call\",\"policy\":\"abc123\",\"prev\":\""
            + prev
            + "\",\"reason\":\"a secret in arguments\",\"rule\":\"secrets.aws-access-key\","
            + "\"seq\":1,\"server\":\"files\",\"session\":\"s1\",\"size\":76,\"stage\":\"secrets\","
            + "\"time\":\"2026-11-21T08:09:17.123456Z\",\"tool\":\"rm\"}";
    byte[] hashed = without.replace("@", "").getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(Chain.sha256().digest(hashed));
    assertThat(line).isEqualTo(without.replace("@", "\"hash\":\"" + hash + "\",") + "\n");
  }

  @Test
  void largeArgumentsAreCutAndHaveADigestOfTheWholeAfterRedaction() {
    String json = "{\"a\":\"SECRET" + "x".repeat(20_000) + "\"}";

    String line = line(Events.denied("write", json, new Span(6, 12)));

    byte[] whole = json.replace("SECRET", "[REDACTED]").getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(Chain.sha256().digest(whole));
    assertThat(line)
        .contains("\"arguments_digest\":\"sha256:" + digest + "\"")
        .contains("\"arguments_size\":" + whole.length)
        .doesNotContain("SECRET")
        .hasSizeLessThan(3000);
  }

  @Test
  void theDigestIsOverAllOfLongArguments() {
    String json = "[\"" + "a".repeat(100_000) + "\",\"" + "é😀".repeat(10_000) + "\",12]";

    String line = line(Events.call("write", json.replace(",", " , ")));

    byte[] whole = json.getBytes(StandardCharsets.UTF_8);
    assertThat(line)
        .contains(HexFormat.of().formatHex(Chain.sha256().digest(whole)))
        .contains("\"arguments_size\":" + whole.length);
  }

  @Test
  void namesFromOutsideAreCutAndControlCharactersEscaped() {
    String line = line(Events.call("\u001b[31m\n" + "x".repeat(5000) + "\ud800", "{}"));

    assertThat(line.strip()).contains("\\u001b[31m\\n").contains("x…\"").doesNotContain("\n");
    assertThat(line).hasSizeLessThan(1200);
  }

  @Test
  void aSecretAsAToolsNameIsNotWritten() {
    Event.Decided call = Events.call("SECRET", "{}");
    Ruling ruling = concealing("/params/name", new Span(20, 26));

    assertThat(line(with(call, call.what(), ruling)))
        .doesNotContain("SECRET")
        .contains("\"tool\":\"[REDACTED]\"")
        .contains("\"method\":\"tools/call\"");
  }

  @Test
  void aSecretAtAnUnknownPlaceHidesEveryName() {
    Event.Decided call = Events.call("SECRET", "{}");

    assertThat(line(with(call, call.what(), concealing("/else", new Span(20, 26)))))
        .contains("\"tool\":\"[REDACTED]\"", "\"method\":\"[REDACTED]\"", "\"id\":\"[REDACTED]\"");
  }

  @Test
  void aSecretAsAKeyIsNotWrittenInPointers() {
    What answer =
        new What(
            Direction.OUTBOUND,
            "result",
            "tools/call",
            Optional.of("7"),
            Optional.of("get"),
            Optional.empty(),
            900);
    Ruling ruling = concealing("/result/structuredContent/AKIA0123456789/7", new Span(100, 120));

    assertThat(line(with(Events.call("get", "{}"), answer, ruling)))
        .contains("/result/structuredContent/*/7\"")
        .contains("\"tool\":\"get\"");
  }

  @Test
  void manyFindingsAreCounted() {
    Finding finding =
        new Finding(new RuleId("pii.email"), Severity.LOW, Pointer.ROOT, new Span(1, 2));
    Ruling ruling =
        new Ruling(
            Effect.ALLOW,
            List.of(),
            List.of(),
            java.util.Collections.nCopies(100_000, finding),
            Optional.empty());
    Event.Decided call = Events.call("x", "{}");

    assertThat(line(with(call, call.what(), ruling)))
        .contains("],\"findings_total\":100000,")
        .hasSizeLessThan(5000);
  }

  private static Ruling concealing(String pointer, Span span) {
    return new Ruling(
        Effect.DENY,
        List.of(),
        List.of(span),
        List.of(new Finding(new RuleId("secrets.x"), Severity.HIGH, new Pointer(pointer), span)),
        Optional.empty());
  }

  private static Event.Decided with(Event.Decided event, What what, Ruling ruling) {
    return new Event.Decided(
        event.at(), event.scope(), event.subject(), what, ruling, Enforced.REFUSED, 1);
  }
}
