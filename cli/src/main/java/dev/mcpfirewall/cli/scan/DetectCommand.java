// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.detect.Topic;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detect}. */
@Command(
    name = "detect",
    description = {
      "Scan files with the detectors: say which rule finds something, and where; never what.",
      "",
      "A directory is scanned with all below it, but for .git, links and binary files. `-`, or"
          + " nothing, is stdin. Without options it is looked for what is looked for in results.",
    },
    customSynopsis = "mcp-firewall detect [OPTION...] [FILE | DIR | -]...",
    exitCodeList = {
      "0:nothing is found",
      "1:something is found",
      "2:a file cannot be read, or the command line is wrong",
    },
    footer = {
      "  mcp-firewall detect README.md src",
      "  git diff | mcp-firewall detect --check secrets -",
      "  mcp-firewall detect --sarif . >findings.sarif",
    })
public final class DetectCommand implements Callable<Integer> {
  /** More than this is no text that a tool reads. */
  private static final long LARGEST = 256L << 20;

  private static final int HEAD = 8_192;
  private static final String STDIN = "stdin";

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "What to scan.")
  private List<String> names = List.of();

  @Option(
      names = "--check",
      paramLabel = "NAME",
      split = ",",
      description = "Look for these only: ${COMPLETION-CANDIDATES}.")
  private Set<Looking> checks = EnumSet.noneOf(Looking.class);

  @Option(
      names = "--surface",
      paramLabel = "PLACE",
      description =
          "Look for what is looked for there: ${COMPLETION-CANDIDATES}. Default: result, or"
              + " whatever `--check` names.")
  private Optional<Place> surface = Optional.empty();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Option(names = "--sarif", description = "Answer in SARIF 2.1.0.")
  private boolean sarif;

  @Spec private CommandSpec spec;

  private final Desk desk;
  private final String version;
  private final List<Spot> spots = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int files;

  /** The command, in this version of the program. */
  public DetectCommand(Desk desk, String version) {
    this.desk = desk;
    this.version = version;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    if (json && sarif) {
      throw wrong("`--json` and `--sarif` are two answers; ask for one");
    }
    FileScan scan = new FileScan(topics());
    for (String name : names.isEmpty() ? List.of("-") : names) {
      try {
        scan(name, scan);
      } catch (IOException e) {
        throw wrong("`" + Desk.plain(name) + "` cannot be read");
      }
    }
    skipped.forEach(line -> desk.err().println("skipped " + line));
    tell();
    return spots.isEmpty() ? Desk.OK : Desk.NO;
  }

  private Set<Topic> topics() {
    EnumSet<Topic> topics = EnumSet.noneOf(Topic.class);
    checks.forEach(check -> topics.add(check.topic()));
    if (checks.isEmpty()) {
      return surface.orElse(Place.result).topics();
    }
    surface.ifPresent(place -> topics.retainAll(place.topics()));
    if (topics.isEmpty()) {
      throw wrong("no such check looks at that surface");
    }
    return topics;
  }

  private void scan(String name, FileScan scan) throws IOException {
    if (name.equals("-")) {
      add(STDIN, desk.in().readAllBytes(), scan);
      return;
    }
    Path path = desk.file(name);
    if (!Files.isDirectory(path)) {
      file(path, name, scan);
      return;
    }
    for (Path file : below(path)) {
      file(file, desk.shown(file.normalize()), scan);
    }
  }

  private static Set<Path> below(Path directory) throws IOException {
    Set<Path> files = new TreeSet<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return path.endsWith(".git") && !path.equals(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(path);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private void file(Path path, String name, FileScan scan) throws IOException {
    if (Files.size(path) > LARGEST) {
      skipped.add(Desk.plain(name) + ": larger than 256 MiB");
      return;
    }
    byte[] content = Files.readAllBytes(path);
    for (int i = 0; i < Math.min(HEAD, content.length); i++) {
      if (content[i] == 0) {
        skipped.add(Desk.plain(name) + ": no text");
        return;
      }
    }
    add(name, content, scan);
  }

  private void add(String name, byte[] content, FileScan scan) {
    files++;
    spots.addAll(scan.of(name, content));
  }

  private void tell() {
    if (sarif) {
      desk.out().println(new SarifLog(version).of(spots));
    } else if (json) {
      desk.out()
          .println(
              new JsonObject()
                  .number("files", files)
                  .texts("skipped", skipped)
                  .array("findings", spots.stream().map(DetectCommand::json).toList()));
    } else {
      spots.forEach(spot ->
          desk.out()
              .println(
                  Desk.plain(spot.file())
                      + ":"
                      + spot.from().line()
                      + ":"
                      + spot.from().column()
                      + ": "
                      + spot.severity()
                      + " "
                      + spot.rule().id()
                      + ": "
                      + spot.words()));
    }
  }

  private static String json(Spot spot) {
    return new JsonObject()
        .text("file", spot.file())
        .number("line", spot.from().line())
        .number("column", spot.from().column())
        .number("end_line", spot.to().line())
        .number("end_column", spot.to().column())
        .number("start", spot.from().offset())
        .number("end", spot.to().offset())
        .text("rule", spot.rule().id())
        .text("severity", spot.severity())
        .toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
