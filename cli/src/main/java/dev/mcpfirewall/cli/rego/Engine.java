// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Limits;
import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.check.Schemas;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that compile policies have in common. */
final class Engine {
  @Option(
      names = {"-S", "--strict"},
      description =
          "Refuse what is most likely a mistake: unused imports and variables, names of no rule.")
  private boolean strict;

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "FILE",
      description = "Refuse references to what a JSON Schema of `input` doesn't know.")
  private Optional<String> schema = Optional.empty();

  @Mixin private Syntax syntax = new Syntax();

  Version version() {
    return syntax.version();
  }

  /** As the command line says: a query of one's own may take its time. */
  Options options(Console console, ObjectValue data, Optional<Duration> timeout) {
    return Options.DEFAULT
        .version(version())
        .strict(strict)
        .data(data)
        .schemas(schemas(console))
        .limits(
            Limits.DEFAULT
                .steps(Long.MAX_VALUE)
                .time(timeout.orElse(Duration.ofNanos(Long.MAX_VALUE))));
  }

  private Schemas schemas(Console console) {
    return schema
        .map(file -> Documents.read(file, PolicyFiles.bytes(console.directory(), file)))
        .map(Schemas::ofInput)
        .orElse(Schemas.NONE);
  }

  /** All modules, or all that keeps them from being read. */
  List<Module> parse(List<Source> sources) {
    return parse(sources, version());
  }

  /** All modules, or all that keeps them from being read. */
  static List<Module> parse(List<Source> sources, Version version) {
    List<Module> modules = new ArrayList<>();
    List<RegoError> errors = new ArrayList<>();
    for (Source source : sources) {
      try {
        modules.add(Parser.module(source, dev.mcpfirewall.rego.parse.Options.of(version)));
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return modules;
  }
}
