// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problems;
import dev.mcpfirewall.policy.LoadedPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy validate}. */
@Command(
    name = "validate",
    description = {
      "Say everything that is wrong with a policy, YAML and Rego, with file, line and column.",
      "",
      "Each FILE is looked at by itself; without one, the policy that holds here.",
    },
    customSynopsis = "mcp-firewall policy validate [--json] [FILE...]",
    exitCodeList = {
      "0:it can be used",
      "1:it cannot; a running wrap would keep its old one",
      "2:the command line is wrong, or there is no such file",
    },
    footer = {
      "  mcp-firewall policy validate",
      "  mcp-firewall policy validate policies/*.yaml policy/guards.rego",
      "  mcp-firewall policy validate --json new.yaml",
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "YAML policies and Rego files.")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "Answer in JSON: one object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  ValidateCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.exists(desk.directory().resolve(file))) {
        throw new ParameterException(spec.commandLine(), "there is no `" + file + "`");
      }
    }
    Set<Problem> problems = new LinkedHashSet<>();
    List<Problem> warnings = new ArrayList<>();
    if (files.isEmpty()) {
      problems.addAll(policy(Optional.empty(), warnings));
    }
    for (Path file : files) {
      boolean rego = file.toString().endsWith(".rego");
      problems.addAll(
          rego ? RegoBeside.problems(desk.directory(), file) : policy(Optional.of(file), warnings));
    }
    if (json) {
      desk.out().println(asJson(problems, warnings));
    } else {
      tell(problems, warnings);
    }
    return problems.isEmpty() ? Desk.OK : Desk.NO;
  }

  private List<Problem> policy(Optional<Path> file, List<Problem> warnings) {
    try {
      LoadedPolicy loaded = Trial.load(desk, file);
      warnings.addAll(loaded.warnings());
      Trial.of(desk, loaded);
      return List.of();
    } catch (ConfigException e) {
      List<Problem> all = new ArrayList<>(e.problems());
      // What is wrong with the YAML keeps its Rego from being looked at: a person wants both.
      all.addAll(RegoBeside.named(desk.directory(), file.orElse(desk.home().config())));
      return all;
    }
  }

  private void tell(Set<Problem> problems, List<Problem> warnings) {
    warnings.forEach(warning -> desk.err().println("warning: " + desk.shown(warning)));
    problems.forEach(problem -> desk.out().println(desk.shown(problem)));
    if (problems.isEmpty()) {
      desk.out().println(desk.good("ok"));
    } else {
      int count = problems.size();
      String more = count >= Problems.MOST ? ", and perhaps more" : "";
      desk.out().println(desk.bad(count == 1 ? "1 problem" : count + " problems" + more));
    }
  }

  private String asJson(Set<Problem> problems, List<Problem> warnings) {
    return new JsonObject()
        .flag("valid", problems.isEmpty())
        .array("problems", problems.stream().map(this::asJson).toList())
        .array("warnings", warnings.stream().map(this::asJson).toList())
        .toString();
  }

  private String asJson(Problem problem) {
    Position at = problem.at();
    return new JsonObject()
        .text("id", problem.kind().id())
        .text("file", desk.shown(at.file()))
        .number("line", at.line())
        .number("column", at.column())
        .text("message", problem.message())
        .some("help", problem.help().orElse(""))
        .toString();
  }
}
