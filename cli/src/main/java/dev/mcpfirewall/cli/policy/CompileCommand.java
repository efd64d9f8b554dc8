// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.compile.PolicyCompiler;
import dev.mcpfirewall.policy.compile.RegoText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy compile}. */
@Command(
    name = "compile",
    description = {
      "Print the Rego that a policy becomes, formatted; above each rule the line of YAML it is from.",
    },
    customSynopsis = "mcp-firewall policy compile [--all] [FILE]",
    exitCodeList = {"0:it is printed", "2:the policy is wrong"},
    footer = {
      "  mcp-firewall policy compile",
      "  mcp-firewall policy compile policy.yaml",
      "  mcp-firewall policy compile --all policy.yaml",
    })
final class CompileCommand implements Callable<Integer> {
  private static final String LIBRARY = "mcp_firewall.lib.rego";

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A policy in YAML.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--all", description = "Print the library that the rules are written in, too.")
  private boolean all;

  private final Desk desk;

  CompileCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    PolicyFile policy = Trial.load(desk, file).policy();
    List<RegoText> modules =
        PolicyCompiler.compile(policy.books(), policy.checks().egress().allowDomains()).modules();
    String between = "";
    for (RegoText module : modules) {
      if (all || !module.name().equals(LIBRARY)) {
        desk.out().print(between);
        desk.out().println(desk.quiet("# " + module.name()));
        desk.out().print(module.text().replace(desk.directory() + "/", ""));
        between = "\n";
      }
    }
    return Desk.OK;
  }
}
