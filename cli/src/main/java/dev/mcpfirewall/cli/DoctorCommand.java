// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.cli.Diagnosis.State;
import dev.mcpfirewall.cli.Surroundings.Paint;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.PolicyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what is wrong with a set-up, and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Look over your set-up and say what to mend.",
      "",
      "Looked at are files and their permissions, the configuration, the record, the programs that"
          + " servers need, and which of your clients' servers are behind the firewall.",
      "",
      "Nothing is changed. Every line that is not `ok` says what to do next.",
    },
    exitCodeList = {"0:nothing fails", "1:something fails"},
    footer = "  mcp-firewall doctor")
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings here;

  DoctorCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    List<Diagnosis> all = new ArrayList<>();
    all.add(ProgramHealth.image());
    all.addAll(new HomeHealth(here.home()).examine());
    PolicyFile policy = configuration(all);
    all.add(new AuditHealth(here.home(), policy.audit()).examine());
    all.addAll(new ProgramHealth(here.environment()).examine());
    all.addAll(new ClientHealth(here).examine());
    all.forEach(this::print);
    long fails = count(all, State.FAIL);
    here.out().println();
    here.out().println(summary(fails, count(all, State.WARN)));
    return fails > 0 ? ExitCode.NO : ExitCode.OK;
  }

  private static long count(List<Diagnosis> all, State state) {
    return all.stream().filter(diagnosis -> diagnosis.state() == state).count();
  }

  private static String summary(long fails, long warnings) {
    return fails == 0 && warnings == 0
        ? "nothing is wrong"
        : "%d to mend, %d to know of".formatted(fails, warnings);
  }

  private PolicyFile configuration(List<Diagnosis> all) {
    try {
      LoadedPolicy loaded = new PolicyLoader(here.home()).load(here.directory(), Optional.empty());
      String made =
          loaded.layers().isEmpty()
              ? "none, so the defaults hold"
              : String.join(
                  ", ", loaded.layers().stream().map(layer -> layer.file().toString()).toList());
      all.add(Diagnosis.ok("configuration", made));
      loaded
          .warnings()
          .forEach(warning ->
              all.add(
                  Diagnosis.warn(
                      "configuration",
                      warning.at() + ": " + warning.message(),
                      warning.help().orElse("mend the file"))));
      if (loaded.policy().mode() == PolicyMode.MONITOR) {
        all.add(
            Diagnosis.warn(
                "mode", "monitor: nothing is stopped", "set `mode: enforce` to be protected"));
      }
      return loaded.policy();
    } catch (ConfigException e) {
      e.problems()
          .forEach(problem ->
              all.add(
                  Diagnosis.fail(
                      "configuration",
                      problem.at() + ": " + problem.message(),
                      problem.help().orElse("mend the file"))));
      return PolicyFile.DEFAULTS;
    }
  }

  private void print(Diagnosis diagnosis) {
    String mark =
        switch (diagnosis.state()) {
          case OK -> here.paint(Paint.GOOD, "ok  ");
          case WARN -> here.paint(Paint.DOUBTFUL, "warn");
          case FAIL -> here.paint(Paint.BAD, "fail");
        };
    here.out().println(mark + "  " + diagnosis.subject() + ": " + Printable.of(diagnosis.seen()));
    diagnosis.next().ifPresent(step -> here.out().println("      next: " + Printable.of(step)));
  }
}
