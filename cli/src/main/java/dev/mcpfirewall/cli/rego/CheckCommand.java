// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rego check}. */
@Command(
    name = "check",
    description =
        "Say everything that is wrong with policies, with its place; nothing is evaluated.",
    customSynopsis = "mcp-firewall rego check [OPTION...] PATH...",
    exitCodeList = {
      "0:they are fine",
      "1:errors were found",
      "2:the command line is wrong, or there is no such file",
    },
    footer = {
      "  mcp-firewall rego check policy.rego",
      "  mcp-firewall rego check --strict --schema input.schema.json policies/",
      "  mcp-firewall rego check --format json policies/",
    })
final class CheckCommand implements Callable<Integer> {
  /** How errors are told. */
  enum Format {
    pretty,
    json
  }

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and directories.")
  private List<String> paths = List.of();

  @Option(
      names = {"-b", "--bundle"},
      description = "The directories are bundles.")
  private boolean bundle;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      description =
          "Documents the policies refer to, for --strict; can be repeated. A bundle has its own.")
  private List<String> data = List.of();

  @Option(
      names = {"-m", "--max-errors"},
      paramLabel = "N",
      description = "Tell at most N errors; 0 for all. Default: 10.")
  private int most = 10;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "pretty (the default), or json.")
  private Format format = Format.pretty;

  @Mixin private Engine engine = new Engine();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean json = format == Format.json;
    return Complaints.heard(console, spec, json, Console.NO, () -> check(json));
  }

  private int check(boolean json) {
    PolicyFiles.Found files =
        PolicyFiles.read(
            console.directory(),
            paths,
            bundle ? PolicyFiles.Kind.BUNDLE : PolicyFiles.Kind.MODULES);
    try {
      Rego.compileParsed(
          engine.parse(files.sources()),
          engine.options(console, documents(files), Optional.empty()));
      return Console.OK;
    } catch (RegoException e) {
      Complaints.tell(console, e.errors(), json, most > 0 ? most : Integer.MAX_VALUE);
      return Console.NO;
    }
  }

  /** A directory of policies may hold any JSON: what are documents is said, or is in a bundle. */
  private ObjectValue documents(PolicyFiles.Found files) {
    return data.isEmpty()
        ? files.data()
        : PolicyFiles.read(console.directory(), data, PolicyFiles.Kind.ALL).data();
  }
}
