// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.cli.policy.trial.CallShorthand;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Situation;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Calls of tools that two policies name, which the second decides less strictly than the first. */
final class Examples {
  private static final int MOST = 10;
  private static final int MOST_TRIED = 2_000;

  private Examples() {}

  /** Some of them, in words; not all that there may be. */
  static List<String> loosened(Desk desk, LoadedPolicy before, LoadedPolicy after) {
    Trial first = Trial.of(desk, before);
    Trial second = Trial.of(desk, after);
    SortedSet<String> tools = names(before, after, true);
    SortedSet<String> servers = names(before, after, false);
    servers.add("server");
    tools.add("some_tool");
    List<String> found = new ArrayList<>();
    int tried = 0;
    for (String server : servers) {
      for (String tool : tools) {
        if (found.size() == MOST || tried++ == MOST_TRIED) {
          return found;
        }
        Situation call =
            Situation.of(
                "",
                server,
                Direction.INBOUND,
                CallShorthand.frame(List.of(tool), IllegalArgumentException::new),
                new Asked("tools/call", Optional.of(tool)));
        Outcome was = first.judge(call);
        Outcome is = second.judge(call);
        if (is.effect().compareTo(was.effect()) < 0) {
          found.add(tool + " at " + server + ": " + was.words() + " → " + is.words());
        }
      }
    }
    return found;
  }

  private static SortedSet<String> names(LoadedPolicy before, LoadedPolicy after, boolean tools) {
    TreeSet<String> names = new TreeSet<>();
    for (LoadedPolicy loaded : List.of(before, after)) {
      for (Rulebook book : loaded.policy().books()) {
        globs(book, tools).forEach(glob -> add(glob, names));
      }
    }
    return names;
  }

  private static List<Glob> globs(Rulebook book, boolean tools) {
    List<Glob> globs = new ArrayList<>();
    for (Rule rule : book.rules()) {
      (tools ? rule.scope().tool() : rule.scope().server()).ifPresent(globs::add);
    }
    book.tools()
        .servers()
        .forEach(server -> {
          if (tools) {
            server.tools().forEach(tool -> globs.add(tool.tool()));
          } else {
            globs.add(server.server());
          }
        });
    if (tools) {
      book.agents()
          .forEach(agent -> {
            agent.allow().ifPresent(globs::addAll);
            globs.addAll(agent.deny());
            globs.addAll(agent.approval());
          });
    }
    return globs;
  }

  private static void add(Glob glob, SortedSet<String> names) {
    for (String one : glob.text().split("\\|", -1)) {
      String name = one.strip().replace("*", "x").replace('?', 'x');
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
  }
}
