// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.mcpfirewall.rego.Coverage;
import dev.mcpfirewall.rego.Limits;
import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.ast.Module;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rego test}. */
@Command(
    name = "test",
    description = {
      "Run the tests of policies: rules whose names start with test_.",
      "",
      "A test passes if it is defined and not false. Those named todo_test_ are skipped. The cases of",
      "test_x[case] are told one by one.",
    },
    customSynopsis = "mcp-firewall rego test [OPTION...] PATH...",
    exitCodeList = {
      "0:all tests pass, or there are none",
      "1:a test failed, ended with an error or was skipped; too few lines were covered",
      "2:a policy is wrong, or there is no such file",
    },
    footer = {
      "  mcp-firewall rego test policies/",
      "  mcp-firewall rego test -v --run 'test_deny' policy.rego policy_test.rego",
      "  mcp-firewall rego test --format json policies/",
    })
final class TestCommand implements Callable<Integer> {
  /** How results are told. */
  enum Format {
    pretty,
    json
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Policies, tests, documents, and directories of them.")
  private List<String> paths = List.of();

  @Option(
      names = {"-b", "--bundle"},
      description = "The directories are bundles.")
  private boolean bundle;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell of tests that pass, too.")
  private boolean verbose;

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      description = "Run only the tests whose full names match, such as data.tools.test_deny.")
  private String run = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "pretty (the default), or json.")
  private Format format = Format.pretty;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End a test with an error after so long. Default: 5s.")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(
      names = {"-z", "--exit-zero-on-skipped"},
      description = "Skipped tests alone don't make the exit code 1.")
  private boolean zeroOnSkipped;

  @Option(
      names = "--explain",
      paramLabel = "MODE",
      description = "Tell why tests fail: one of ${COMPLETION-CANDIDATES}. With -v: fails.")
  private Optional<Listeners.Explain> explain = Optional.empty();

  @Option(
      names = {"-c", "--coverage"},
      description = "Instead of the tests, tell which lines they cover.")
  private boolean coverage;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "Exit with 1 if less than N percent of the lines are covered.")
  private Optional<Double> threshold = Optional.empty();

  @Mixin private Syntax syntax = new Syntax();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Console console;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Complaints.heard(console, spec, format == Format.json, Console.WRONG, this::runAll);
  }

  private int runAll() {
    PolicyFiles.Found files =
        PolicyFiles.read(
            console.directory(), paths, bundle ? PolicyFiles.Kind.BUNDLE : PolicyFiles.Kind.ALL);
    StringBuilder printed = new StringBuilder();
    Options options =
        Options.DEFAULT
            .version(syntax.version())
            .data(files.data())
            .limits(Limits.DEFAULT.steps(Long.MAX_VALUE).time(timeout))
            .print((at, text) -> printed.append(text).append('\n'));
    List<Module> modules = Engine.parse(files.sources(), options.version());
    // First as they are written: errors shall be those of the policies.
    Rego.compileParsed(modules, options);
    Pattern wanted = pattern();
    List<TestRule> tests =
        TestRule.of(modules).stream()
            .filter(test -> wanted.matcher(test.fullName()).find())
            .toList();
    Policy policy =
        Rego.compileParsed(
            TestCases.added(modules, tests, more -> Rego.compileParsed(more, options)), options);
    Optional<Coverage> covered =
        coverage || threshold.isPresent() ? Optional.of(new Coverage(policy)) : Optional.empty();
    TestRun run = new TestRun(policy, printed, explained(), covered);
    return report(tests.stream().map(run::run).toList(), covered);
  }

  private Listeners.Explain explained() {
    return explain.orElse(verbose ? Listeners.Explain.fails : Listeners.Explain.off);
  }

  private int report(List<TestResult> results, Optional<Coverage> covered) {
    boolean fine = results.stream().allMatch(this::isFine);
    TestReport report = new TestReport(console.out(), verbose);
    if (covered.isPresent() && coverage && fine) {
      console.out().println(new Report.Members(CoverageReport.of(covered.get())).pretty());
    } else {
      switch (format) {
        case pretty -> report.pretty(results);
        case json -> report.json(results);
      }
    }
    double percent = covered.map(Coverage::percent).orElse(100.0);
    if (fine && threshold.filter(least -> percent < least).isPresent()) {
      console
          .err()
          .println(
              String.format(
                  java.util.Locale.ROOT,
                  "Code coverage threshold not met: got %.2f instead of %.2f",
                  percent,
                  threshold.get()));
      return Console.NO;
    }
    return fine ? Console.OK : Console.NO;
  }

  private boolean isFine(TestResult result) {
    return switch (result.outcome()) {
      case PASS -> true;
      case SKIPPED -> zeroOnSkipped;
      case FAIL, ERROR -> false;
    };
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(run);
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "`" + run + "` is no regular expression: " + e.getDescription(), e);
    }
  }
}
