// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall rego}: tools for policies in Rego. */
@Command(
    name = "rego",
    description = {
      "Evaluate, check, format, test and show policies in Rego, the language of Open Policy Agent.",
      "The options are those of `opa`.",
    },
    footer = {
      "  mcp-firewall rego eval -d policy.rego -i input.json data.tools.allow",
      "  mcp-firewall rego check --strict policies/",
      "  mcp-firewall rego fmt --list policies/",
      "  mcp-firewall rego test -v policies/",
      "  mcp-firewall rego parse policy.rego",
    })
public final class RegoCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private RegoCommand() {}

  /** The command with all below it. */
  public static CommandLine commandLine(Console console) {
    return new CommandLine(new RegoCommand())
        .addSubcommand(new EvalCommand(console))
        .addSubcommand(new CheckCommand(console))
        .addSubcommand(new FmtCommand(console))
        .addSubcommand(new TestCommand(console))
        .addSubcommand(new ParseCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "which of them? eval, check, fmt, test or parse");
  }
}
