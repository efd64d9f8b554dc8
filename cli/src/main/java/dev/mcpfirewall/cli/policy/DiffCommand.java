// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.space.Query;
import dev.mcpfirewall.cli.policy.space.Space;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Example;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Recorded;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy diff}. */
@Command(
    name = "diff",
    description = {
      "Say which messages two policies decide differently, with an example of each kind.",
      "",
      "The messages are those of an audit log, or made of the constants of both policies, as for ask.",
    },
    customSynopsis = "mcp-firewall policy diff [OPTION...] OLD NEW",
    exitCodeList = {
      "0:both decide alike",
      "1:they decide something differently",
      "2:a policy or an input is wrong",
    },
    footer = {
      "  mcp-firewall policy diff old.yaml new.yaml",
      "  mcp-firewall policy diff ~/.mcp-firewall/config.yaml new.yaml --audit ~/.mcp-firewall/audit",
      "  mcp-firewall policy diff old.yaml new.yaml --rules --json",
    })
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OLD", description = "A policy in YAML.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "Another one.")
  private Path after = Path.of("");

  @Option(
      names = "--audit",
      paramLabel = "PATH",
      description = "Compare what was recorded in this log or directory of logs.")
  private Optional<Path> audit = Optional.empty();

  @Option(names = "--rules", description = "Tell also where only another rule decides.")
  private boolean rules;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many calls to try. Default: 50000.")
  private int most = 50_000;

  @Option(names = "--json", description = "Answer in JSON: one object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  DiffCommand(Desk desk) {
    this.desk = desk;
  }

  /** What one of the policies says. */
  private record Decided(Effect effect, String rule) {
    String words() {
      return effect.wire() + (rule.isEmpty() ? "" : " by " + rule);
    }
  }

  /** A kind of difference: its first, simplest example, and how many there are. */
  private static final class Change {
    private final Situation example;
    private final Decided old;
    private final Decided now;
    private int count;

    Change(Situation example, Decided old, Decided now) {
      this.example = example;
      this.old = old;
      this.now = now;
    }
  }

  @Override
  public Integer call() throws IOException {
    Trial old = Trial.of(desk, Optional.of(before));
    Trial now = Trial.of(desk, Optional.of(after));
    Map<List<String>, Change> changes = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    long asked;
    if (audit.isPresent()) {
      Recorded recorded = recorded(audit.get());
      recorded.situations().forEach(situation -> compare(old, now, situation, changes));
      asked = recorded.situations().size();
      if (recorded.others() > 0) {
        leftOut.add(recorded.others() + " recorded messages that the log has not whole");
      }
    } else {
      List<Rulebook> books = new ArrayList<>(old.loaded().policy().books());
      books.addAll(now.loaded().policy().books());
      Space space = new Space(books, Query.ALL, most);
      Space others = new Space(books, Query.ALL, most / 4);
      others.eachOther(situation -> compare(old, now, situation, changes));
      space.each(situation -> compare(old, now, situation, changes));
      asked = space.asked() + others.asked();
      leftOut.addAll(space.leftOut());
      others.leftOut().stream().filter(what -> !leftOut.contains(what)).forEach(leftOut::add);
    }
    if (json) {
      desk.out().println(asJson(asked, changes, leftOut));
    } else {
      tell(asked, changes, leftOut);
    }
    return changes.isEmpty() ? Desk.OK : Desk.NO;
  }

  private Recorded recorded(Path log) {
    try {
      return Recorded.in(desk.directory().resolve(log));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "`" + log + "` cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean compare(
      Trial old, Trial now, Situation situation, Map<List<String>, Change> changes) {
    Outcome one = old.judge(situation);
    Outcome other = now.judge(situation);
    boolean differs = one.effect() != other.effect() || rules && !one.rule().equals(other.rule());
    if (differs) {
      changes.computeIfAbsent(
              List.of(one.words(), other.words()),
              kind ->
                  new Change(
                      situation,
                      new Decided(one.effect(), rule(old, situation, one)),
                      new Decided(other.effect(), rule(now, situation, other))))
          .count++;
    }
    return true;
  }

  /** What passes names no rule by itself; the one that let it pass is worth knowing. */
  private static String rule(Trial trial, Situation situation, Outcome outcome) {
    return outcome.rule().isEmpty()
        ? trial.examine(situation).policy().decision().reasons().stream()
            .filter(reason -> reason.effect() == outcome.effect())
            .map(reason -> reason.rule().value())
            .findFirst()
            .orElse("")
        : outcome.rule();
  }

  private void tell(long asked, Map<List<String>, Change> changes, List<String> leftOut) {
    for (Change change : changes.values()) {
      desk.out()
          .println(
              desk.bad(change.old.words())
                  + " → "
                  + desk.good(change.now.words())
                  + desk.quiet(" (" + change.count + ")"));
      desk.out().println("  " + new Example(change.example).words());
    }
    int all = changes.values().stream().mapToInt(change -> change.count).sum();
    desk.out().println(all + " of " + asked + " messages are decided differently");
    leftOut.forEach(what -> desk.out().println("  left out: " + what));
  }

  private static String asJson(
      long asked, Map<List<String>, Change> changes, List<String> leftOut) {
    return new JsonObject()
        .number("messages", asked)
        .array("changes", changes.values().stream().map(DiffCommand::asJson).toList())
        .texts("left_out", leftOut)
        .toString();
  }

  private static String asJson(Change change) {
    return new JsonObject()
        .text("old", change.old.effect.wire())
        .some("old_rule", change.old.rule)
        .text("new", change.now.effect.wire())
        .some("new_rule", change.now.rule)
        .number("count", change.count)
        .raw("example", new Example(change.example).json().toString())
        .toString();
  }
}
