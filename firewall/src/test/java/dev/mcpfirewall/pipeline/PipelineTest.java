// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.RuleId;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Verdict;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever fails while a message is judged, inside a check or outside of one: it is refused. */
class PipelineTest {
  private static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
  private static final Message PING = ping();

  private static Message ping() {
    Bytes frame = Bytes.utf8("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    return ((Reading.Single) Reader.read(frame, false)).message();
  }

  private static Ruling judge(Stage... stages) {
    Exchange exchange = Exchange.with("s", Direction.INBOUND, Optional.empty());
    return new Pipeline(List.of(stages)).judge(exchange, PING);
  }

  private static void assertRefused(Ruling ruling, String rule) {
    assertThat(ruling.effect()).isEqualTo(Effect.DENY);
    assertThat(ruling.basis().orElseThrow().rule()).isEqualTo(new RuleId(rule));
  }

  @Test
  void aCheckThatRunsOutOfMemoryRefuses() {
    Check check =
        (exchange, message) -> {
          throw new OutOfMemoryError("as it were");
        };

    assertRefused(judge(new Stage("a", BOTH, check)), "internal.error");
  }

  // What NullAway keeps our own checks from, a class compiled without it may still do.
  @Test
  @SuppressWarnings("NullAway")
  void aCheckThatSaysNothingRefuses() {
    assertRefused(judge(new Stage("a", BOTH, (exchange, message) -> null)), "internal.error");
  }

  @Test
  void nothingOfAMessageOnWhichACheckFailedIsRecordedInClear() {
    Check check =
        (exchange, message) -> {
          throw new IllegalStateException("bug");
        };

    assertThat(judge(new Stage("a", BOTH, check)).concealed()).containsExactly(PING.raw().span());
  }

  @Test
  void aRedactionOutsideTheMessageRefuses() {
    assertRefused(judge(redacting(new Span(1000, 1010))), "internal.redaction");
  }

  @Test
  void aRedactionThatBreaksTheMessageRefuses() {
    assertRefused(judge(redacting(new Span(0, 5))), "internal.redaction");
  }

  @Test
  void whatOtherStagesFoundStaysOnRecord() {
    Verdict deny = new Verdict.Deny(new RuleId("test.evil"), "it is evil");
    Check bomb =
        (exchange, message) -> {
          throw new IllegalStateException("bug");
        };

    Ruling ruling =
        judge(new Stage("a", BOTH, (exchange, message) -> deny), new Stage("b", BOTH, bomb));

    assertRefused(ruling, "test.evil");
  }

  private static Stage redacting(Span span) {
    Verdict verdict =
        new Verdict.Redact(
            new RuleId("test.secret"),
            "it is secret",
            List.of(new Edit(span, Bytes.utf8("***"))),
            List.of());
    return new Stage("a", BOTH, (exchange, message) -> verdict);
  }
}
