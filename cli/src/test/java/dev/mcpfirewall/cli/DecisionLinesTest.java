// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.decision.Scope;
import dev.mcpfirewall.decision.Subject;
import dev.mcpfirewall.decision.What;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DecisionLinesTest {
  private static final String ESCAPE = "\u001b]0;owned\u0007\u009b2J\u202e\r\n";

  private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

  /** Keeps lines instead of printing them. */
  private final PrintStream out =
      new PrintStream(OutputStream.nullOutputStream()) {
        @Override
        public void println(String line) {
          printed.add(line);
        }
      };

  private String line(String method, String tool) throws InterruptedException {
    What what =
        new What(
            Direction.INBOUND,
            "request",
            method,
            Optional.of("1"),
            Optional.of(tool),
            Optional.empty(),
            10);
    DecisionLines.on(out, true, false)
        .accept(
            new Event.Decided(
                Instant.EPOCH,
                new Scope("x", "server" + ESCAPE, new PolicyRevision("r")),
                new Subject("agent" + ESCAPE, "1" + ESCAPE, Era.LEGACY),
                what,
                Ruling.PASS,
                Enforced.FORWARDED,
                1));
    return printed.take();
  }

  @Test
  void namesCannotCommandTheTerminal() throws InterruptedException {
    String line = line("me" + ESCAPE + "thod", "to" + ESCAPE + "ol");

    assertThat(line).contains("me", "thod", "to", "ol");
    assertThat(line.codePoints())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  @Test
  void namesHaveAnEnd() throws InterruptedException {
    assertThat(line("m".repeat(10_000), "t".repeat(10_000))).hasSizeLessThan(300);
  }
}
