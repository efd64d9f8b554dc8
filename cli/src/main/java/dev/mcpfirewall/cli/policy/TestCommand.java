// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy;

import dev.mcpfirewall.cli.policy.cases.CaseFile;
import dev.mcpfirewall.cli.policy.cases.JUnit;
import dev.mcpfirewall.cli.policy.cases.Result;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.rego.error.RegoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy test}. */
@Command(
    name = "test",
    description = {
      "Run the tests of policies: the cases in NAME_test.yaml beside NAME.yaml, and the rules of its"
          + " Rego whose names start with test_.",
      "",
      "A case is a message and what is to become of it:",
      "  cases:",
      "    - name: no ssh keys",
      "      tool: read_file                  # or method/params, or result, or message (JSON-RPC)",
      "      arguments: { path: ~/.ssh/id_rsa }",
      "      agent: cursor                    # also: server, labels, reached, sources, hints",
      "      expect: deny                     # allow, redact, hold or deny",
      "      rule: rules.block-ssh-keys       # may be left out",
    },
    customSynopsis = "mcp-firewall policy test [OPTION...] [PATH...]",
    exitCodeList = {
      "0:all tests pass",
      "1:a test failed, or too few rules were hit",
      "2:a policy or a test is wrong, or there is no such file",
    },
    footer = {
      "  mcp-firewall policy test",
      "  mcp-firewall policy test policy.yaml --coverage --threshold 90",
      "  mcp-firewall policy test policies/ --junit target/policy.xml",
    })
final class TestCommand implements Callable<Integer> {
  private static final int DEEPEST = 8;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Policies, their tests, and directories of them. Default: this directory.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell of tests that pass, too.")
  private boolean verbose;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML to this file.")
  private Optional<Path> junit = Optional.empty();

  @Option(
      names = {"-c", "--coverage"},
      description = "Tell which rules no test hit.")
  private boolean coverage;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "Exit with 1 if less than N percent of the rules were hit.")
  private Optional<Double> threshold = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Desk desk;

  TestCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<PolicyTest> tests = tests(problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    List<Result> results = new ArrayList<>();
    for (PolicyTest test : tests) {
      try {
        results.addAll(test.run(desk));
      } catch (RegoException e) {
        desk.err().println(e.getMessage());
        return Desk.USAGE;
      }
    }
    if (results.isEmpty()) {
      throw wrong("there are no tests here; write them to NAME" + CaseFile.ENDING);
    }
    report(results);
    if (junit.isPresent()) {
      Files.writeString(desk.directory().resolve(junit.get()), JUnit.of(results));
    }
    boolean enough = covered(tests);
    return enough && results.stream().allMatch(r -> r.fault().isEmpty()) ? Desk.OK : Desk.NO;
  }

  /** One for each policy, in the order of the paths. */
  private List<PolicyTest> tests(List<Problem> problems) throws IOException {
    Set<Path> policies = new LinkedHashSet<>();
    List<CaseFile> files = new ArrayList<>();
    for (Path path : paths.isEmpty() ? List.of(Path.of("")) : paths) {
      for (Path file : found(path)) {
        if (file.toString().endsWith(CaseFile.ENDING)) {
          try {
            CaseFile read = CaseFile.read(desk.directory(), file);
            files.add(read);
            policies.add(read.policy().toAbsolutePath().normalize());
          } catch (ConfigException e) {
            problems.addAll(e.problems());
          }
        } else {
          policies.add(desk.directory().resolve(file).normalize());
        }
      }
    }
    return policies.stream()
        .map(policy ->
            new PolicyTest(
                policy,
                files.stream()
                    .filter(f -> f.policy().toAbsolutePath().normalize().equals(policy))
                    .distinct()
                    .toList()))
        .toList();
  }

  private List<Path> found(Path path) throws IOException {
    Path start = desk.directory().resolve(path);
    if (!Files.exists(start)) {
      throw wrong("there is no `" + path + "`");
    }
    if (!Files.isDirectory(start)) {
      Path beside = Path.of(path.toString().replaceAll("\\.ya?ml$", CaseFile.ENDING));
      boolean has = !path.equals(beside) && Files.exists(desk.directory().resolve(beside));
      return has && !path.toString().endsWith(CaseFile.ENDING)
          ? List.of(path, beside)
          : List.of(path);
    }
    try (Stream<Path> all = Files.walk(start, DEEPEST)) {
      return all.filter(file -> file.toString().endsWith(CaseFile.ENDING))
          .sorted()
          .map(file -> desk.directory().relativize(file))
          .toList();
    }
  }

  private void report(List<Result> results) {
    String file = "";
    for (Result result : results) {
      if (verbose || !result.passed()) {
        if (!result.file().equals(file)) {
          file = result.file();
          desk.out().println(file + ":");
        }
        desk.out()
            .println(
                "  "
                    + painted(result)
                    + " "
                    + result.name()
                    + desk.quiet(" (line " + result.line() + ")"));
        result
            .fault()
            .ifPresent(fault -> fault.lines().forEach(l -> desk.out().println("    " + l)));
      }
    }
    for (String word : List.of("PASS", "FAIL", "SKIPPED")) {
      long count = results.stream().filter(r -> r.word().equals(word)).count();
      if (count > 0) {
        desk.out().println(word + ": " + count + "/" + results.size());
      }
    }
  }

  private String painted(Result result) {
    return result.fault().isPresent() ? desk.bad(result.word()) : desk.good(result.word());
  }

  private boolean covered(List<PolicyTest> tests) {
    int all = tests.stream().mapToInt(test -> test.coverage().all()).sum();
    List<String> missed =
        tests.stream().flatMap(test -> test.coverage().missed().stream()).toList();
    double percent = all == 0 ? 100 : 100.0 * (all - missed.size()) / all;
    if (coverage) {
      missed.forEach(rule -> desk.out().println("never hit: " + desk.shown(rule)));
      desk.out()
          .println(
              String.format(
                  Locale.ROOT, "rules hit: %d/%d (%.1f%%)", all - missed.size(), all, percent));
    }
    boolean enough = threshold.filter(least -> percent < least).isEmpty();
    if (!enough) {
      desk.err()
          .println(
              String.format(
                  Locale.ROOT,
                  "too few rules were hit: %.1f%%, not %.1f%%",
                  percent,
                  threshold.orElseThrow()));
    }
    return enough;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
