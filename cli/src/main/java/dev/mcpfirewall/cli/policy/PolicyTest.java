// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.Firewall.Examination;
import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.Sites;
import dev.mcpfirewall.cli.policy.cases.Case;
import dev.mcpfirewall.cli.policy.cases.CaseFile;
import dev.mcpfirewall.cli.policy.cases.Coverage;
import dev.mcpfirewall.cli.policy.cases.Result;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Outcome;
import dev.mcpfirewall.cli.policy.trial.Trial;
import dev.mcpfirewall.cli.rego.PolicyTests;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.compile.Extensions;
import dev.mcpfirewall.policy.compile.PolicyCompiler;
import dev.mcpfirewall.policy.compile.PolicyCompiler.Compiled;
import dev.mcpfirewall.policy.engine.PolicyEngines;
import dev.mcpfirewall.policy.engine.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All tests of one policy. Of one thread. */
final class PolicyTest {
  private final Path policy;
  private final List<CaseFile> files;
  private @Nullable Coverage coverage;

  /** The cases of these files, and the tests in the policy's Rego. */
  PolicyTest(Path policy, List<CaseFile> files) {
    this.policy = policy;
    this.files = List.copyOf(files);
  }

  /** Which rules had a say; asked after {@link #run}. */
  Coverage coverage() {
    return Objects.requireNonNull(coverage, "the tests have not been run");
  }

  /**
   * Runs them.
   *
   * @throws dev.mcpfirewall.config.ConfigException if the policy is wrong
   */
  List<Result> run(Desk desk) {
    Trial trial = Trial.of(desk, Optional.of(policy));
    PolicyFile file = trial.loaded().policy();
    Compiled compiled = PolicyCompiler.compile(file.books(), file.checks().egress().allowDomains());
    Coverage hit = new Coverage(compiled.modules());
    coverage = hit;
    List<Result> results = new ArrayList<>();
    for (CaseFile cases : files) {
      for (Case each : cases.cases()) {
        results.add(run(trial, cases, each, hit));
      }
    }
    Site site = Sites.of(desk.home(), desk.directory(), file);
    PolicyTests.run(
            compiled.extensions().modules(),
            modules ->
                PolicyEngines.policy(
                    new Compiled(
                        compiled.modules(), new Extensions(modules, compiled.extensions().words())),
                    file.books().getFirst().extension(),
                    site,
                    new ShellAndHosts()))
        .forEach(told -> results.add(result(desk, told)));
    return results;
  }

  private static Result run(Trial trial, CaseFile file, Case each, Coverage hit) {
    long start = System.nanoTime();
    Outcome outcome = trial.judge(each.situation());
    long nanos = System.nanoTime() - start;
    Examination examined = trial.examine(each.situation());
    hit.note(examined.policy());
    return new Result(
        each.name(),
        file.file().toString(),
        each.at().line(),
        false,
        each.fault(outcome, rules(outcome, examined)),
        nanos);
  }

  /** All rules that wanted what became of a message, not only the one that is named. */
  private static Set<String> rules(Outcome outcome, Examination examined) {
    Stream<String> stages =
        examined.parts().stream()
            .filter(part -> part.ruling().effect() == outcome.effect())
            .flatMap(part -> part.ruling().basis().stream())
            .map(basis -> basis.rule().value());
    Stream<String> reasons =
        examined.policy().decision().reasons().stream()
            .filter(reason -> reason.effect() == outcome.effect())
            .map(reason -> reason.rule().value());
    return Stream.concat(stages, reasons).collect(Collectors.toSet());
  }

  private static Result result(Desk desk, PolicyTests.Told told) {
    Path file = Path.of(told.file());
    boolean below = file.isAbsolute() && file.startsWith(desk.directory());
    return new Result(
        told.name(),
        (below ? desk.directory().relativize(file) : file).toString(),
        told.line(),
        told.skipped(),
        told.fault(),
        told.nanos());
  }
}
