// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.learn.SuggestCommand;
import dev.mcpfirewall.cli.policy.record.ReplayCommand;
import dev.mcpfirewall.cli.policy.trial.Desk;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall policy}. */
@Command(
    name = "policy",
    description = {
      "Check, show, test, explain, question and compare policies, and learn them.",
      "",
      "Without a file, each command is about the policy that holds in this directory: your own",
      "configuration with its profiles, and the project's.",
    },
    exitCodeList = {
      "0:all is well; nothing was found",
      "1:something is wrong, fails, differs, or can be reached",
      "2:the command line, a policy or an input is wrong",
    },
    footer = {
      "  mcp-firewall policy validate",
      "  mcp-firewall policy test policy.yaml",
      "  mcp-firewall policy explain write_file path=/etc/hosts --agent cursor",
      "  mcp-firewall policy ask 'can any agent call delete* without approval?'",
      "  mcp-firewall policy diff old.yaml new.yaml",
      "  mcp-firewall policy replay --config new.yaml",
      "  mcp-firewall policy suggest --output learnt.yaml",
    })
public final class PolicyCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private PolicyCommand() {}

  /** The command with all below it. */
  public static CommandLine commandLine(Desk desk) {
    return new CommandLine(new PolicyCommand())
        .addSubcommand(new ValidateCommand(desk))
        .addSubcommand(new CompileCommand(desk))
        .addSubcommand(new TestCommand(desk))
        .addSubcommand(new ExplainCommand(desk))
        .addSubcommand(new LintCommand(desk))
        .addSubcommand(new AskCommand(desk))
        .addSubcommand(new DiffCommand(desk))
        .addSubcommand(new ReplayCommand(desk))
        .addSubcommand(new SuggestCommand(desk));
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "which of them? validate, compile, test, explain, lint, ask, diff, replay or suggest");
  }
}
