// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rego parse}. */
@Command(
    name = "parse",
    description = "Show the syntax tree of a policy.",
    customSynopsis = "mcp-firewall rego parse [OPTION...] FILE",
    exitCodeList = {"0:it is Rego", "1:it is no Rego", "2:there is no such file"},
    footer = {
      "  mcp-firewall rego parse policy.rego",
      "  mcp-firewall rego parse --format json policy.rego",
    })
final class ParseCommand implements Callable<Integer> {
  /** How the tree is shown. */
  enum Format {
    pretty,
    json
  }

  @Parameters(arity = "1", paramLabel = "FILE", description = "The policy.")
  private String file = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "pretty (the default), or json.")
  private Format format = Format.pretty;

  @Mixin private Syntax syntax = new Syntax();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Console console;

  ParseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return Complaints.heard(console, spec, format == Format.json, Console.NO, this::show);
  }

  private int show() {
    Source source =
        new Source(
            file, new String(PolicyFiles.bytes(console.directory(), file), StandardCharsets.UTF_8));
    Module module = Parser.module(source, Options.of(syntax.version()));
    switch (format) {
      case pretty -> console.out().print(SyntaxTree.of(SyntaxJson.of(module)));
      case json -> console.out().println(SyntaxJson.of(module).pretty());
    }
    return Console.OK;
  }
}
