// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.cli.policy.record.Doubt;
import dev.mcpfirewall.cli.policy.record.Replay;
import dev.mcpfirewall.cli.policy.record.Replay.Judged;
import dev.mcpfirewall.cli.policy.record.Retold;
import dev.mcpfirewall.cli.policy.record.Trail;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Example;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.decision.Effect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A policy that has been put before the traffic it was learnt from.
 *
 * @param yaml the file
 * @param refused what had passed and would not any more; each for a person
 * @param untold calls of which the log has a part only
 */
record Suggestion(String yaml, List<String> refused, int untold) {
  private static final int MOST_ROUNDS = 1000;

  Suggestion {
    refused = List.copyOf(refused);
  }

  /** What to learn from a record. */
  static Suggestion of(Desk desk, Trail trail) {
    Traffic traffic = Traffic.of(trail);
    Draft draft = new Draft(traffic, new Folders(desk.home().userHome().toString()));
    List<String> header = header(trail, traffic);
    for (int round = 0; ; round++) {
      String yaml = draft.text(header);
      Findings findings = new Findings();
      Replay replay = new Replay(trial(desk, yaml));
      trail.sessions().forEach(session -> findings.add(replay.of(session)));
      // Each round makes a tool's rules stricter or names a method: there are finitely many.
      if (round == MOST_ROUNDS || !findings.mend(draft)) {
        return new Suggestion(yaml, findings.refused(), findings.untold);
      }
    }
  }

  private static Trial trial(Desk desk, String yaml) {
    return Trial.of(
        desk,
        new ConfigFiles(desk.home())
            .builtIn("the suggested policy", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> header(Trail trail, Traffic traffic) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Learnt by `mcp-firewall policy suggest` from "
            + calls(traffic.calls())
            + " of tools in "
            + trail.sessions().size()
            + (trail.sessions().size() == 1 ? " session," : " sessions,"));
    if (!traffic.span().isEmpty()) {
      lines.add(traffic.span().getFirst() + " to " + traffic.span().getLast() + ".");
    }
    if (!trail.faults().isEmpty()) {
      lines.add("THE LOG DOES NOT VERIFY: somebody may have written into it what they want let.");
    }
    lines.add("What was not seen is refused; read what is let pass before you use it.");
    lines.add("Arguments that no rule names pass, whatever they are.");
    traffic
        .doubts()
        .forEach((doubt, count) -> {
          if (doubt != Doubt.KILLED) {
            lines.add("Not learnt in full from " + calls(count) + ": " + doubt.words() + ".");
          }
        });
    traffic
        .unwritable()
        .forEach((name, count) ->
            lines.add(
                "Left out, as no pattern means just this name: "
                    + Desk.plain(name)
                    + ", "
                    + calls(count)
                    + "."));
    return lines;
  }

  private static String calls(int count) {
    return count == 1 ? "1 call" : count + " calls";
  }

  /** What a replay showed. */
  private static final class Findings {
    private final List<Judged> refused = new ArrayList<>();
    private final List<Judged> let = new ArrayList<>();
    private final Set<String> passed = new HashSet<>();
    private int untold;

    void add(List<Judged> session) {
      for (Judged judged : session) {
        Retold retold = judged.retold();
        if (judged.now().isEmpty() || retold.decided().isEmpty()) {
          continue;
        }
        Effect old = retold.decided().get();
        Effect now = judged.now().get().effect();
        if (!retold.isSure()) {
          untold += old == Effect.ALLOW || old == Effect.REDACT ? 1 : 0;
          continue;
        }
        if (old == Effect.ALLOW) {
          passed.add(text(judged));
        }
        if (old == Effect.ALLOW && now != Effect.ALLOW) {
          refused.add(judged);
        } else if (old.compareTo(Effect.HOLD) >= 0
            && now.compareTo(Effect.HOLD) < 0
            && !isOfTheMoment(retold)) {
          let.add(judged);
        }
      }
    }

    /** Whether it was not the call that was refused, but when it came. */
    private static boolean isOfTheMoment(Retold retold) {
      String rule = retold.entry().text("rule");
      return Stream.of("rate-limits.", "chains.", "flows.", "kill").anyMatch(rule::startsWith);
    }

    private static String text(Judged judged) {
      return new Example(judged.retold().situation().orElseThrow()).words();
    }

    /** Whether something could be made better. */
    boolean mend(Draft draft) {
      boolean better = false;
      Set<String> done = new HashSet<>();
      for (Judged judged : refused) {
        String server = judged.retold().entry().text("server");
        Optional<String> tool = Traffic.tool(judged.retold());
        String rule = judged.now().orElseThrow().rule();
        boolean learnt = rule.startsWith("rules.") || rule.equals("policy.default");
        if (tool.isPresent() && learnt && done.add(server + "\n" + tool.get())) {
          better |= draft.closer(PlainName.folded(server), PlainName.folded(tool.get()));
        } else if (tool.isEmpty() && learnt) {
          better |= method(judged, draft);
        }
      }
      for (Judged judged : let) {
        String server = judged.retold().entry().text("server");
        Optional<String> tool = Traffic.tool(judged.retold());
        boolean everLet = passed.contains(text(judged));
        if (tool.isPresent() && !everLet && done.add(server + "\n" + tool.get())) {
          better |= draft.stricter(PlainName.folded(server), PlainName.folded(tool.get()));
        }
      }
      return better;
    }

    private static boolean method(Judged judged, Draft draft) {
      String server = judged.retold().entry().text("server");
      String method = judged.retold().entry().text("method");
      String agent = judged.retold().situation().orElseThrow().agent();
      return PlainName.is(server)
          && PlainName.is(method)
          && (agent.isEmpty() || PlainName.is(agent))
          && draft.let(PlainName.folded(server), method, PlainName.folded(agent));
    }

    List<String> refused() {
      return refused.stream()
          .map(judged ->
              judged.now().orElseThrow().effect().wire()
                  + " by "
                  + judged.now().orElseThrow().rule()
                  + ": "
                  + text(judged))
          .distinct()
          .toList();
    }
  }
}
