// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.lint.Complaint;
import dev.mcpfirewall.cli.policy.lint.Lint;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.cli.policy.trial.ToolNames;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.read.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy lint}. */
@Command(
    name = "lint",
    description = {
      "Say what in a policy its author can hardly have meant: rules that never apply, that contradict"
          + " each other or let everything pass, labels nobody sets, patterns of no known tool.",
    },
    customSynopsis = "mcp-firewall policy lint [--tools FILE] [--json] [FILE]",
    exitCodeList = {"0:nothing to say", "1:something to say", "2:the policy or an input is wrong"},
    footer = {
      "  mcp-firewall policy lint",
      "  mcp-firewall policy lint policy.yaml --tools tools.json",
      "  mcp-firewall policy lint --tools ~/.mcp-firewall/audit --json",
    })
final class LintCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A policy in YAML.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "The tools there are: what a server answers to tools/list, or an audit log.")
  private Optional<Path> tools = Optional.empty();

  @Option(names = "--json", description = "Answer in JSON: one object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  LintCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    LoadedPolicy loaded = Trial.of(desk, file).loaded();
    NavigableSet<Complaint> complaints = Lint.of(loaded, new Profiles(desk.home()), known());
    if (json) {
      desk.out()
          .println(
              new JsonObject().array("complaints", complaints.stream().map(this::asJson).toList()));
    } else {
      complaints.forEach(this::tell);
      desk.out().println(count(complaints.size()));
    }
    return complaints.isEmpty() ? Desk.OK : Desk.NO;
  }

  private Optional<Collection<String>> known() {
    if (tools.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ToolNames.in(desk.directory().resolve(tools.get())));
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "`" + tools.get() + "` " + e.getMessage(), e);
    }
  }

  private String count(int complaints) {
    return switch (complaints) {
      case 0 -> desk.good("nothing to say");
      case 1 -> desk.bad("1 complaint");
      default -> desk.bad(complaints + " complaints");
    };
  }

  private void tell(Complaint complaint) {
    desk.out()
        .println(
            desk.shown(complaint.at())
                + ": `"
                + complaint.rule()
                + "`: "
                + complaint.why()
                + " "
                + desk.quiet("[" + complaint.kind().id() + "]"));
    desk.out().println("  help: " + complaint.help());
  }

  private String asJson(Complaint complaint) {
    return new JsonObject()
        .text("id", complaint.kind().id())
        .text("rule", complaint.rule())
        .text("file", desk.shown(complaint.at().file()))
        .number("line", complaint.at().line())
        .number("column", complaint.at().column())
        .text("message", complaint.why())
        .text("help", complaint.help())
        .toString();
  }
}
