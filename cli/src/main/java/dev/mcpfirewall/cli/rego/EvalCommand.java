// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Coverage;
import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Query;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.Result;
import dev.mcpfirewall.rego.Settings;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.compile.QueryContext;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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

/** {@code rego eval}. */
@Command(
    name = "eval",
    description = {
      "Evaluate a query and print what it gives.",
      "",
      "A query is a reference such as data.tools.allow, or literals: data.tools.deny[x]; x != \"\"",
    },
    customSynopsis = "mcp-firewall rego eval [OPTION...] QUERY",
    exitCodeList = {
      "0:it was evaluated, whatever it gave",
      "1:undefined or empty, with --fail; defined, with --fail-defined",
      "2:the query, a policy or an input is wrong, or the evaluation failed",
    },
    footer = {
      "  mcp-firewall rego eval 'x := 1; y := x + 1'",
      "  mcp-firewall rego eval -d policy.rego -i input.json data.tools.allow",
      "  echo '{\"tool\": \"read\"}' |",
      "      mcp-firewall rego eval -d policies/ -I --format pretty data.tools",
      "  mcp-firewall rego eval -d policy.rego --fail --format discard data.tools.allow",
    })
final class EvalCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "What to evaluate.")
  private Optional<String> text = Optional.empty();

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      description = {
        "A policy (.rego), documents (.json, .yaml), or a directory of them; can be repeated.",
        "a.b:PATH puts a document below data.a.b.",
      })
  private List<String> data = List.of();

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "DIR",
      description = "A bundle's directory: of documents, only files named data.json or data.yaml.")
  private List<String> bundles = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "The document `input`, in JSON or YAML.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = {"-I", "--stdin-input"},
      description = "Read `input` from stdin.")
  private boolean stdinInput;

  @Option(names = "--stdin", description = "Read the query from stdin.")
  private boolean stdin;

  @Option(
      names = "--package",
      paramLabel = "PATH",
      description = "The package whose names the query can use as they are.")
  private Optional<String> packaged = Optional.empty();

  @Option(
      names = "--import",
      paramLabel = "PATH",
      description = "What the query imports, such as data.lib.roles; can be repeated.")
  private List<String> imports = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: json.")
  private EvalOutput.Format format = EvalOutput.Format.json;

  @Option(
      names = "--pretty-limit",
      paramLabel = "N",
      description = "Cut cells of tables after N characters; 0 never. Default: 80.")
  private int prettyLimit = 80;

  @Option(
      names = "--explain",
      paramLabel = "MODE",
      description = "Tell how it came to that: one of ${COMPLETION-CANDIDATES}.")
  private Listeners.Explain explain = Listeners.Explain.off;

  @Option(names = "--coverage", description = "Tell which lines were evaluated.")
  private boolean coverage;

  @Option(names = "--metrics", description = "Tell how long each step took.")
  private boolean metrics;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Evaluate N times, for --metrics; what is told is of the first. Default: 1.")
  private int count = 1;

  @Option(
      names = "--strict-builtin-errors",
      description = "An error of a built-in ends the evaluation, and is not just undefined.")
  private boolean strictErrors;

  @Option(names = "--fail", description = "Exit with 1 if the result is undefined or empty.")
  private boolean fail;

  @Option(names = "--fail-defined", description = "Exit with 1 if the result is defined.")
  private boolean failDefined;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End the evaluation with an error after so long, such as 5s. Default: never.")
  private Optional<Duration> timeout = Optional.empty();

  @Mixin private Engine engine = new Engine();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Console console;

  EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (text.isPresent() == stdin) {
      throw wrong("give a query, or `--stdin`, and not both");
    }
    if (fail && failDefined) {
      throw wrong("give `--fail` or `--fail-defined`, and not both");
    }
    if (count < 1) {
      throw wrong("`--count` is at least 1");
    }
    if (stdinInput && (input.isPresent() || stdin)) {
      throw wrong("`--stdin-input` goes with neither `--input` nor `--stdin`");
    }
    String piped =
        stdin || stdinInput ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8) : "";
    return Complaints.heard(console, spec, format.isJson(), Console.WRONG, () -> evaluate(piped));
  }

  private int evaluate(String piped) {
    EvalOutput output = new EvalOutput(console.out(), format, prettyLimit);
    Stopwatch watch = new Stopwatch();
    PolicyFiles.Found files = PolicyFiles.read(console.directory(), data, bundles);
    Optional<Value> document = document(piped);
    watch.lap("rego_load_files");
    List<Module> modules = engine.parse(files.sources());
    watch.lap("rego_module_parse");
    Options options =
        engine
            .options(console, files.data(), timeout)
            .strictBuiltinErrors(strictErrors)
            .print((at, line) -> console.err().println(line));
    Policy policy = Rego.compileParsed(modules, options);
    watch.lap("rego_module_compile");
    String written = text.orElse(piped);
    Query query = policy.query(written, context());
    watch.lap("rego_query_compile");
    Listeners listeners =
        new Listeners(
            explain.explanation(), coverage ? Optional.of(new Coverage(policy)) : Optional.empty());
    Settings settings = listeners.settings();
    Result result = evaluate(query, document, settings);
    for (int i = 1; i < count; i++) {
      evaluate(query, document, Settings.DEFAULT);
    }
    watch.lap("rego_query_eval");
    output.explain(listeners.lines());
    output.print(Expressions.of(written, engine.version()), result, more(listeners, watch));
    return code(result);
  }

  private static Result evaluate(Query query, Optional<Value> document, Settings settings) {
    return document
        .map(value -> query.evaluate(value, settings))
        .orElseGet(() -> query.evaluate(settings));
  }

  private List<Report.Member> more(Listeners listeners, Stopwatch watch) {
    List<Report.Member> more = new ArrayList<>();
    if (metrics) {
      more.add(Report.object("metrics", watch.laps()));
    }
    if (format.isJson() && listeners.explanation().isPresent()) {
      more.add(Report.texts("explanation", listeners.lines()));
    }
    listeners
        .coverage()
        .ifPresent(covered -> more.add(Report.object("coverage", CoverageReport.of(covered))));
    return more;
  }

  private int code(Result result) {
    boolean empty = result.isUndefined() || result.value().filter(EvalOutput::isEmpty).isPresent();
    return (fail && empty) || (failDefined && !empty) ? Console.NO : Console.OK;
  }

  private Optional<Value> document(String piped) {
    return stdinInput
        ? Optional.of(Documents.read("stdin", piped.getBytes(StandardCharsets.UTF_8)))
        : input.map(file -> Documents.read(file, PolicyFiles.bytes(console.directory(), file)));
  }

  private QueryContext context() {
    if (packaged.isEmpty() && imports.isEmpty()) {
      return new QueryContext(Optional.empty(), List.of(), engine.version());
    }
    StringBuilder header = new StringBuilder("package ").append(packaged.orElse("query"));
    imports.forEach(path -> header.append("\nimport ").append(path));
    Module module =
        Parser.module(
            new Source("--package, --import", header.toString()),
            dev.mcpfirewall.rego.parse.Options.of(engine.version()));
    return new QueryContext(
        packaged.map(path -> module.name().path()), module.imports(), engine.version());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
