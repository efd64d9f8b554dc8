// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.decision.Basis;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Finding;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

/**
 * One line on stderr for each decision that is not a plain pass. Written by a thread of its own, so
 * that a stderr nobody reads delays nothing; what it can't take is dropped.
 */
final class DecisionLines implements EventSink {
  private static final int MOST_WAITING = 1024;

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final boolean verbose;
  private final Paint paint;

  private DecisionLines(boolean verbose, Paint paint) {
    this.verbose = verbose;
    this.paint = paint;
  }

  /** Lines on {@code out}, starting now. */
  static DecisionLines on(PrintStream out, boolean verbose, boolean colour) {
    DecisionLines lines = new DecisionLines(verbose, new Paint(colour));
    Thread.ofPlatform().daemon().name("decision-lines").start(() -> lines.print(out));
    return lines;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.Decided decided && (verbose || !isPlain(decided))) {
      waiting.offer(line(decided));
    }
  }

  /** Writes a line of another kind, in its turn; drops it where nobody reads. */
  void say(String line) {
    waiting.offer(line);
  }

  private static boolean isPlain(Event.Decided decided) {
    return decided.enforced() == Enforced.FORWARDED
        && decided.ruled().effect() == Effect.ALLOW
        && decided.ruled().findings().isEmpty();
  }

  private void print(PrintStream out) {
    try {
      while (true) {
        out.println(waiting.take());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(Event.Decided decided) {
    String about =
        decided.what().kind()
            + " "
            + shown(decided, "/method", decided.what().method())
            + decided
                .what()
                .tool()
                .map(tool -> " " + shown(decided, "/params/name", tool))
                .orElse("");
    String why =
        decided
            .ruled()
            .basis()
            .map(DecisionLines::why)
            .orElseGet(() ->
                decided.ruled().findings().stream()
                    .map(Finding::rule)
                    .distinct()
                    .map(Object::toString)
                    .collect(Collectors.joining(", ")));
    return paint.dim("mcp-firewall ")
        + paint.effect(decided.ruled().effect(), verb(decided))
        + " "
        + about
        + (why.isEmpty() ? "" : paint.dim(" · ") + why);
  }

  private static String why(Basis basis) {
    return basis.reason() + " (" + basis.rule() + ")";
  }

  private static String verb(Event.Decided decided) {
    boolean monitored =
        decided.ruled().effect() != Effect.ALLOW && decided.enforced() == Enforced.FORWARDED;
    return monitored
        ? "would " + decided.ruled().effect().wire()
        : switch (decided.enforced()) {
          case FORWARDED -> decided.ruled().findings().isEmpty() ? "allowed" : "alert  ";
          case REDACTED -> "redacted";
          case HELD -> "held";
          case REFUSED -> "denied";
          case DROPPED -> "dropped";
        };
  }

  /** A name from outside, unless it holds what must stand in no log. */
  private static String shown(Event.Decided decided, String pointer, String name) {
    boolean concealed =
        !decided.ruled().concealed().isEmpty()
            && decided.ruled().findings().stream()
                .anyMatch(finding -> finding.at().rfc6901().equals(pointer));
    return concealed
        ? "[REDACTED]"
        : Printable.of(name.length() <= 80 ? name : name.substring(0, 80) + "…");
  }

  /** Colours, or none. */
  private record Paint(boolean colour) {
    String dim(String text) {
      return paint("2", text);
    }

    String effect(Effect effect, String text) {
      return paint(
          switch (effect) {
            case ALLOW -> "36";
            case REDACT -> "33";
            case HOLD -> "35";
            case DENY -> "1;31";
          },
          text);
    }

    private String paint(String code, String text) {
      return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
  }
}
