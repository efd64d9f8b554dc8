// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.transport.Channel;
import dev.mcpfirewall.transport.Frame;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One direction of a session: reads what has arrived, decides all of it, records all of it with one
 * write, and only then lets any of it take effect, in order. Owned by one thread.
 */
final class Lane {
  private final Channel source;
  private final Channel target;
  private final Judge judge;
  private final Conversation conversation;
  private final Journal journal;
  private final EventSink sink;
  private boolean journalBroken;

  Lane(Endpoints ends, Judge judge, Conversation conversation, Witnesses witnesses) {
    this.source = ends.source();
    this.target = ends.target();
    this.judge = judge;
    this.conversation = conversation;
    this.journal = witnesses.journal();
    this.sink = witnesses.sink();
  }

  /** Where a lane reads, and where it writes. */
  record Endpoints(Channel source, Channel target) {
    /** The two ends of the lane that runs in this direction. */
    static Endpoints of(Direction direction, Channel client, Channel server) {
      return switch (direction) {
        case INBOUND -> new Endpoints(client, server);
        case OUTBOUND -> new Endpoints(server, client);
      };
    }
  }

  /** Where a lane records. */
  record Witnesses(Journal journal, EventSink sink) {}

  /**
   * Moves messages until the source has ended.
   *
   * @throws IOException if an end is gone, or if we have failed where no message can be refused for
   *     it: then the session has to end, in good order
   */
  // A session's top loop: one of the two places that catch everything.
  void run() throws IOException {
    try {
      for (List<Frame> frames = source.read(); !frames.isEmpty(); frames = source.read()) {
        List<Step> steps = new ArrayList<>(frames.size());
        for (Frame frame : frames) {
          decide(frame).ifPresent(steps::add);
        }
        if (!steps.isEmpty()) {
          enforce(record(steps));
        }
      }
    } catch (RuntimeException | Error failure) {
      report("a lane of the session failed, so the session ends", failure);
      throw new IOException("internal failure", failure);
    }
  }

  private static void report(String what, Throwable failure) {
    Logger log = System.getLogger(Lane.class.getName());
    log.log(Level.ERROR, what + ": " + failure.getClass().getName());
    log.log(Level.DEBUG, "cause", failure);
  }

  private static Bytes raw(Frame frame) {
    return switch (frame) {
      case Frame.Line line -> line.bytes();
      case Frame.Oversized oversized -> oversized.head();
    };
  }

  private Optional<Step> decide(Frame frame) {
    Bytes raw = raw(frame);
    return switch (read(frame)) {
      case Reading.Blank blank -> Optional.empty();
      case Reading.Batch batch ->
          Optional.of(
              new Step(raw, true, batch.elements().stream().map(this::decideOrRefuse).toList()));
      case Reading.Single single ->
          Optional.of(new Step(raw, false, List.of(decideOrRefuse(single))));
      case Reading.Malformed bad -> Optional.of(new Step(raw, false, List.of(decideOrRefuse(bad))));
    };
  }

  private Reading read(Frame frame) {
    try {
      return switch (frame) {
        case Frame.Line line -> Reader.read(line.bytes(), conversation.batches());
        case Frame.Oversized oversized ->
            Reader.tooLarge(oversized.head(), oversized.tail(), oversized.length());
      };
    } catch (RuntimeException | Error failure) {
      report("a message could not be read and is refused", failure);
      return Reader.undecided(raw(frame));
    }
  }

  /**
   * By itself each: what fails on one message of a batch must not keep the others' answers back.
   */
  private Step.Decided decideOrRefuse(Reading reading) {
    try {
      return decideOne(reading);
    } catch (RuntimeException | Error failure) {
      report("a message could not be decided and is refused", failure);
      return decideOne(
          reading instanceof Reading.Single single ? Reader.undecided(single.message()) : reading);
    }
  }

  private Step.Decided decideOne(Reading reading) {
    return switch (reading) {
      case Reading.Single single ->
          new Step.Decided(Optional.of(single.message()), judge.judge(single.message()));
      case Reading.Malformed malformed ->
          new Step.Decided(Optional.empty(), judge.judge(malformed));
      // The reader yields neither inside a batch.
      case Reading.Blank blank -> throw new IllegalStateException("blank element");
      case Reading.Batch batch -> throw new IllegalStateException("nested batch");
    };
  }

  /** Puts the steps on record; what can't be recorded comes back as refused. */
  private List<Step> record(List<Step> steps) {
    List<Event> events = new ArrayList<>(steps.size());
    for (Step step : steps) {
      for (Step.Decided decided : step.decided()) {
        events.add(decided.outcome().event());
      }
    }
    try {
      journal.append(events);
      journalBroken = false;
      return steps;
    } catch (JournalException failure) {
      complain(String.valueOf(failure.getMessage()), steps);
      return unrecorded(steps);
    } catch (RuntimeException | Error failure) {
      report("the record failed", failure);
      complain("the audit log failed", steps);
      return unrecorded(steps);
    }
  }

  private List<Step> unrecorded(List<Step> steps) {
    return isFailOpen(steps) ? steps : steps.stream().map(this::unrecorded).toList();
  }

  /** They are recorded together, so the strictest of their policies counts. */
  private static boolean isFailOpen(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> step.decided().stream())
        .allMatch(one -> one.outcome().policy().failOpen());
  }

  private void complain(String what, List<Step> steps) {
    if (!journalBroken) {
      journalBroken = true;
      String consequence =
          isFailOpen(steps)
              ? "traffic goes on unrecorded (audit.on_failure: continue)"
              : "every message is refused until it can be written (audit.on_failure: deny)";
      Logger log = System.getLogger(Lane.class.getName());
      log.log(Level.ERROR, what + "; " + consequence);
    }
  }

  private Step unrecorded(Step step) {
    List<Step.Decided> refused =
        step.decided().stream()
            .map(one ->
                one.message()
                    .map(message ->
                        new Step.Decided(one.message(), judge.unrecorded(one.outcome(), message)))
                    .orElse(one))
            .toList();
    return new Step(step.raw(), step.batch(), refused);
  }

  private void enforce(List<Step> steps) throws IOException {
    List<Bytes> forwards = new ArrayList<>(steps.size());
    List<Bytes> replies = new ArrayList<>(0);
    for (Step step : steps) {
      step.forward().ifPresent(forwards::add);
      step.reply().ifPresent(replies::add);
    }
    if (!forwards.isEmpty()) {
      target.write(forwards);
    }
    if (!replies.isEmpty()) {
      source.write(replies);
    }
    for (Step step : steps) {
      for (Step.Decided decided : step.decided()) {
        sink.accept(decided.outcome().event());
      }
    }
  }
}
