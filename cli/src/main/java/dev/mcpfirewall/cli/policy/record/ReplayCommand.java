// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.OnePolicy;
import dev.mcpfirewall.cli.policy.trial.Trial;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policy replay}. */
@Command(
    name = "replay",
    description = {
      "Say what today's policy would decide differently about recorded traffic, with an example of"
          + " each kind of change.",
      "",
      "Sessions are played one after the other, each from its beginning, so that chains, labels and"
          + " rate limits count. What the log cannot tell is counted and never taken for unchanged.",
    },
    customSynopsis = "mcp-firewall policy replay [OPTION...] [--audit PATH]",
    exitCodeList = {
      "0:nothing that can be told again changes",
      "1:something changes",
      "2:the policy, the log or the command line is wrong",
    },
    footer = {
      "  mcp-firewall policy replay",
      "  mcp-firewall policy replay --config new.yaml --audit ~/.mcp-firewall/audit",
      "  mcp-firewall policy replay --config new.yaml --all --json",
    })
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private OnePolicy policy = new OnePolicy();
  @Mixin private LogOption log = new LogOption();

  @Option(names = "--all", description = "List every message that changes or is in doubt.")
  private boolean all;

  @Option(names = "--rules", description = "Tell also where only another rule decides.")
  private boolean rules;

  private final Desk desk;

  /** The command. */
  public ReplayCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Trial trial = policy.trial(desk);
    Trail trail = log.read(desk);
    Replay replay = new Replay(trial);
    ReplayReport report = new ReplayReport(desk, rules, all);
    trail.sessions().forEach(session -> replay.of(session).forEach(report::add));
    if (replay.asksWhereFrom()) {
      report.note("the policy asks where values came from, which no log tells: `from` never held");
    }
    trail.faults().forEach(report::fault);
    if (policy.json()) {
      report.json();
    } else {
      report.tell();
    }
    return report.changes() ? Desk.NO : Desk.OK;
  }
}
