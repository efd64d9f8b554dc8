// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.Sites;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.PrivateFiles;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall import}. */
@Command(
    name = "import",
    description = {
      "Turn a policy of another firewall, or what a client may do without asking, into one of ours.",
      "",
      "The policy goes to stdout, or where --output or --install say; what could not be carried"
          + " over and what means something else goes to stderr. Whose file it is, is told by its"
          + " content.",
    },
    exitCodeList = {
      "0:it was imported, and is nowhere looser than it was",
      "1:something that was refused or asked about there may pass here; or --install needs --force",
      "2:the file cannot be read as what it is said to be",
    },
    footer = {
      "  mcp-firewall import ~/.mcpwall/config.yml > policy.yaml",
      "  mcp-firewall import firewall_config.json --output policy.yaml",
      "  mcp-firewall import ~/.claude/settings.json --install",
      "  mcp-firewall import ~/.cursor/permissions.json --json",
    })
public final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to import.")
  private String file = "";

  @Option(
      names = "--from",
      paramLabel = "WHOSE",
      description =
          "Whose file it is: mcpwall, action-firewall, claude, cursor, agent-wall or mcp-firewall.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the policy to this file, which must not be there yet.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--install",
      description = {
        "Put the policy in the place of your own configuration; what changes is shown first,",
        "and what would become looser needs --force.",
      })
  private boolean install;

  @Option(names = "--force", description = "Replace a file; install what is looser.")
  private boolean force;

  @Option(names = "--json", description = "Print the policy and the report as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Desk desk;

  /** The command. */
  public ImportCommand(Desk desk) {
    this.desk = desk;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    if (install && output.isPresent()) {
      throw wrong("give --output or --install, and not both");
    }
    Optional<Origin> origin = from.map(this::origin);
    Imported imported = Imported.of(file, desk.file(file), origin, desk.home());
    LoadedPolicy alone = loads(imported);
    Report report = new Report(desk, file, imported);
    boolean written = install ? installed(imported, report) : delivered(imported);
    if (json) {
      desk.out().println(report.json(written));
    } else {
      report.print();
    }
    alone.warnings().forEach(warning -> desk.err().println("warning: " + warning));
    return written && !imported.isLooser() ? Desk.OK : Desk.NO;
  }

  private Origin origin(String word) {
    return Origin.named(word)
        .orElseThrow(() ->
            wrong(
                "`--from` cannot be `" + word + "`; one of: " + String.join(", ", Origin.words())));
  }

  /** Nothing is handed out that does not load. */
  private LoadedPolicy loads(Imported imported) {
    try {
      LoadedPolicy loaded =
          new PolicyLoader(desk.home()).combine(List.of(imported.layer(desk.home())));
      Firewall.of(
          loaded.policy(),
          Sites.of(desk.home(), desk.directory(), loaded.policy()),
          loaded.sources(),
          () -> false);
      return loaded;
    } catch (ConfigException e) {
      desk.err().println("mcp-firewall: what was made of the file does not load; it reads:");
      desk.err().print(imported.yaml());
      throw e;
    }
  }

  private boolean delivered(Imported imported) throws IOException {
    if (output.isEmpty()) {
      if (!json) {
        desk.out().print(imported.yaml());
        desk.out().flush();
      }
      return true;
    }
    Path target = desk.directory().resolve(output.get());
    if (Files.exists(target) && !force) {
      throw wrong("there is a file already: `" + output.get() + "`; --force replaces it");
    }
    PrivateFiles.write(target, imported.yaml().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private boolean installed(Imported imported, Report report) throws IOException {
    PolicyLoader loader = new PolicyLoader(desk.home());
    LoadedPolicy present = loader.load(desk.directory(), Optional.empty());
    LoadedPolicy next = loader.combine(layers(present, imported));
    List<Strictness.Change> changes = Strictness.between(present.policy(), next.policy());
    List<String> examples = Examples.loosened(desk, present, next);
    report.changes(changes, examples);
    boolean looser = !examples.isEmpty() || changes.stream().anyMatch(Strictness.Change::looser);
    boolean allowed = force || !looser && !imported.isLooser();
    if (allowed) {
      PrivateFiles.createDirectory(desk.home().directory());
      PrivateFiles.write(desk.home().config(), imported.yaml().getBytes(StandardCharsets.UTF_8));
    }
    report.installed(allowed, looser);
    return allowed;
  }

  /** The files that hold here, with the imported policy in the place of the user's. */
  private List<Layer> layers(LoadedPolicy present, Imported imported) {
    List<Layer> layers = new java.util.ArrayList<>();
    layers.add(imported.layer(desk.home()));
    present.layers().stream()
        .filter(layer -> layer.origin() != Layer.Origin.USER)
        .forEach(layers::add);
    return layers;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What is told of an import. */
  private static final class Report {
    private final Desk desk;
    private final String file;
    private final Imported imported;
    private List<Strictness.Change> changes = List.of();
    private List<String> examples = List.of();
    private Optional<Boolean> installed = Optional.empty();
    private boolean looser;

    Report(Desk desk, String file, Imported imported) {
      this.desk = desk;
      this.file = file;
      this.imported = imported;
    }

    void changes(List<Strictness.Change> all, List<String> calls) {
      changes = all;
      examples = calls;
    }

    void installed(boolean done, boolean loosens) {
      installed = Optional.of(done);
      looser = loosens;
    }

    void print() {
      desk.err().println(file + ": read as a policy of " + imported.origin().title());
      for (Note note : imported.notes()) {
        desk.err().println(plain(note.at() + ": " + note.kind().wire() + ": " + note.text()));
      }
      if (imported.notes().isEmpty()) {
        desk.err().println("everything was carried over");
      }
      installed.ifPresent(this::printChanges);
    }

    private void printChanges(boolean done) {
      desk.err()
          .println(
              changes.isEmpty() ? "nothing changes" : "what changes against what is in force:");
      for (Strictness.Change change : changes) {
        String mark = change.looser() ? "  looser? " : "          ";
        desk.err()
            .println(
                plain(
                    mark
                        + change.key()
                        + ": "
                        + change.before().orElse("(nothing)")
                        + " → "
                        + change.after().orElse("(nothing)")));
      }
      examples.forEach(example -> desk.err().println(plain("  looser: " + example)));
      if (done) {
        desk.err().println("installed as " + desk.home().config());
      } else {
        desk.err()
            .println(
                "mcp-firewall: not installed: "
                    + (looser
                        ? "it may let pass what is refused now"
                        : "it lets pass what the file did not"));
        desk.err()
            .println(
                "  help: `--force` installs it all the same; without --install you can look at it first");
      }
    }

    /** What is quoted comes from files of others: nothing that a terminal obeys is left. */
    private static String plain(String text) {
      StringBuilder plain = new StringBuilder(text.length());
      text.codePoints()
          .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
          .forEach(plain::appendCodePoint);
      return plain.toString();
    }

    String json(boolean written) {
      JsonObject object =
          new JsonObject()
              .text("from", imported.origin().word())
              .text("file", file)
              .text("policy", imported.yaml())
              .array("notes", imported.notes().stream().map(Report::json).toList())
              .flag("looser", imported.isLooser());
      if (installed.isPresent()) {
        object
            .flag("installed", written)
            .array("changes", changes.stream().map(Report::json).toList())
            .texts("loosened_calls", examples);
      }
      return object.toString();
    }

    private static String json(Note note) {
      return new JsonObject()
          .text("kind", note.kind().wire())
          .number("line", note.at().line())
          .number("column", note.at().column())
          .text("text", note.text())
          .toString();
    }

    private static String json(Strictness.Change change) {
      return new JsonObject()
          .text("key", change.key())
          .some("before", change.before().orElse(""))
          .some("after", change.after().orElse(""))
          .flag("looser", change.looser())
          .toString();
    }
  }
}
