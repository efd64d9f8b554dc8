// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.format.Formatter;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rego fmt}. */
@Command(
    name = "fmt",
    description = {
      "Write policies in the one usual form; without a path, from stdin to stdout.",
      "",
      "A file that is no Rego is left as it is.",
    },
    customSynopsis = "mcp-firewall rego fmt [OPTION...] [PATH...]",
    exitCodeList = {
      "0:done",
      "1:with --fail: a file is not in the usual form",
      "2:a file is no Rego, or there is no such file",
    },
    footer = {
      "  mcp-firewall rego fmt policy.rego",
      "  mcp-firewall rego fmt --write policies/",
      "  mcp-firewall rego fmt --list --fail policies/",
      "  mcp-firewall rego fmt --v0-compatible --rego-v1 --diff old.rego",
    })
final class FmtCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files and directories.")
  private List<String> paths = List.of();

  @Option(
      names = {"-w", "--write"},
      description = "Write the files instead of stdout.")
  private boolean write;

  @Option(
      names = {"-l", "--list"},
      description = "Name the files that are not in the usual form.")
  private boolean list;

  @Option(
      names = {"-d", "--diff"},
      description = "Show what would change.")
  private boolean diff;

  @Option(names = "--fail", description = "Exit with 1 if a file is not in the usual form.")
  private boolean fail;

  @Option(
      names = "--rego-v1",
      description = "Write what both the older and the current Rego understand.")
  private boolean both;

  @Mixin private Syntax syntax = new Syntax();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Console console;

  FmtCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String piped =
        paths.isEmpty() ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8) : "";
    return Complaints.heard(
        console, spec, false, Console.WRONG, () -> paths.isEmpty() ? stdin(piped) : files());
  }

  private int stdin(String text) {
    console.out().print(format(new Source("stdin", text)));
    return Console.OK;
  }

  /** Does what it can: one file that is no Rego does not keep the others from being written. */
  private int files() {
    List<RegoError> errors = new ArrayList<>();
    boolean changed = false;
    for (Source source :
        PolicyFiles.read(console.directory(), paths, PolicyFiles.Kind.MODULES).sources()) {
      try {
        changed |= file(source);
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return changed && fail ? Console.NO : Console.OK;
  }

  /** Returns whether the file is not in the usual form. */
  private boolean file(Source source) {
    String text = format(source);
    boolean changed = !text.equals(source.text());
    if (list && changed) {
      console.out().println(source.name());
    }
    if (diff && changed) {
      console.out().print(new LineDiff(source.name(), source.text(), text));
    }
    if (write && changed) {
      replace(console.directory().resolve(source.name()), text);
    }
    if (!list && !diff && !write) {
      console.out().print(text);
    }
    return changed;
  }

  private String format(Source source) {
    Version version = syntax.version();
    Module module = Parser.module(source, Options.of(version));
    Formatter.Target target = both ? Formatter.Target.BOTH : Formatter.Target.SAME;
    String text = Formatter.format(module, target);
    // Never damage a policy: what is written must be Rego, as many rules, and in the usual form.
    Module again = Parser.module(new Source(source.name(), text), Options.of(version));
    if (again.rules().size() != module.rules().size()
        || !Formatter.format(again, target).equals(text)) {
      throw new WrongInput("`" + source.name() + "` can't be formatted without changing it");
    }
    return text;
  }

  /** All of the file or nothing: it is written beside it and renamed. */
  private static void replace(Path file, String text) {
    try {
      Path real = file.toRealPath();
      Path beside = Files.createTempFile(real.getParent(), ".fmt", ".rego");
      try {
        Files.writeString(beside, text);
        if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real));
        }
        Files.move(beside, real, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new WrongInput("`" + file + "` cannot be written: " + e.getMessage());
    }
  }
}
