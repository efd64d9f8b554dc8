// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.space.Query;
import dev.mcpfirewall.cli.policy.space.Space;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Example;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.cli.policy.trial.OnePolicy;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.policy.Glob;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy ask}. */
@Command(
    name = "ask",
    description = {
      "Say whether any call that is asked about can pass, with an example if one can.",
      "",
      "All cases that the rules tell apart are put before the policy: every kind of agent, server and"
          + " tool, arguments at and around every constant, with and without labels and chains. What is"
          + " left out is told.",
    },
    customSynopsis = {
      "mcp-firewall policy ask [OPTION...] 'can AGENT call TOOL [on SERVER] [without approval]?'",
      "       mcp-firewall policy ask [--agent GLOB] [--server GLOB] [--tool GLOB] [--effect EFFECT]",
    },
    exitCodeList = {
      "0:no call can, of those that were tried",
      "1:a call can",
      "2:the question or the policy is wrong",
    },
    footer = {
      "  mcp-firewall policy ask 'can any agent call a tool named delete* without approval?'",
      "  mcp-firewall policy ask 'can cursor call exec at all?'",
      "  mcp-firewall policy ask --agent '*' --tool 'delete*' --effect allow --config policy.yaml",
    })
final class AskCommand implements Callable<Integer> {
  /** What may become of a call. */
  enum Wanted {
    /** It passes and nobody is asked. */
    allow,
    redact,
    hold,
    deny;

    private Set<Effect> effects() {
      return switch (this) {
        case allow -> Question.WITHOUT_APPROVAL;
        case redact -> EnumSet.of(Effect.REDACT);
        case hold -> EnumSet.of(Effect.HOLD);
        case deny -> EnumSet.of(Effect.DENY);
      };
    }
  }

  @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "In words.")
  private List<String> words = List.of();

  @Option(names = "--agent", paramLabel = "GLOB", description = "Which agents. Default: all.")
  private String agent = "*";

  @Option(names = "--server", paramLabel = "GLOB", description = "Which servers. Default: all.")
  private String server = "*";

  @Option(names = "--tool", paramLabel = "GLOB", description = "Which tools. Default: all.")
  private String tool = "*";

  @Option(
      names = "--effect",
      paramLabel = "EFFECT",
      description =
          "What would become of it: allow (the default; passes unasked), redact, hold, deny.")
  private Wanted effect = Wanted.allow;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "How many calls to try. Default: 200000.")
  private int most = 200_000;

  @Mixin private OnePolicy policy = new OnePolicy();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  AskCommand(Desk desk) {
    this.desk = desk;
  }

  private record Found(Situation situation, Outcome outcome) {}

  @Override
  public Integer call() {
    Question question = question();
    Trial trial = policy.trial(desk);
    Space space = new Space(trial.loaded().policy().books(), question.query(), most);
    Found[] found = new Found[1];
    space.each(situation -> {
      Outcome outcome = trial.judge(situation);
      if (question.effects().contains(outcome.effect())) {
        found[0] = new Found(situation, outcome);
      }
      return found[0] == null;
    });
    if (space.asked() == 0) {
      throw wrong("no call was tried, so there is no answer");
    }
    Optional<Found> example = Optional.ofNullable(found[0]);
    if (policy.json()) {
      desk.out().println(asJson(space, example));
    } else {
      tell(space, example);
    }
    return example.isPresent() ? Desk.NO : Desk.OK;
  }

  private Question question() {
    boolean flags = !agent.equals("*") || !server.equals("*") || !tool.equals("*");
    if (!words.isEmpty() && flags) {
      throw wrong("ask in words or by options, not both");
    }
    if (words.isEmpty() && !flags) {
      throw wrong("what is asked? write it in words, or name `--tool`, `--agent` or `--server`");
    }
    try {
      return words.isEmpty()
          ? new Question(
              new Query(Glob.names(agent), Glob.names(server), Glob.names(tool)), effect.effects())
          : Question.of(String.join(" ", words));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private void tell(Space space, Optional<Found> example) {
    if (example.isPresent()) {
      Found found = example.get();
      desk.out()
          .println(desk.bad("yes") + ", such as this one, which is: " + found.outcome.words());
      desk.out()
          .println(
              "  mcp-firewall policy explain "
                  + new Example(found.situation).words()
                  + policy.file().map(file -> " --config " + file).orElse(""));
      return;
    }
    boolean all = space.leftOut().isEmpty();
    desk.out()
        .println(
            all
                ? desk.good("no") + ", none of " + space.asked() + " calls"
                : "none was found in " + space.asked() + " calls, but not all were tried");
    space.leftOut().forEach(what -> desk.out().println("  left out: " + what));
  }

  private static String asJson(Space space, Optional<Found> example) {
    JsonObject answer =
        new JsonObject()
            .flag("reachable", example.isPresent())
            .number("calls", space.asked())
            .texts("left_out", space.leftOut());
    example.ifPresent(found ->
        answer.raw(
            "example",
            new Example(found.situation)
                .json()
                .text("decision", found.outcome.effect().wire())
                .some("rule", found.outcome.rule())
                .toString()));
    return answer.toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
