// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval-corpus}. */
@Command(
    name = "eval-corpus",
    description = {
      "Measure the detectors: put every labelled case into the message that would carry it, decide"
          + " it as a running wrap would, and count.",
      "",
      "Cases are JSON objects, one a line, in *.jsonl files below DIR: `id`, `category`, `direction`"
          + " (request, response, tool_definition), `label` (benign or anything else), one of"
          + " `text`, `text_b64`, `message`, `message_b64`; optional `tier`, `expected_spans`,"
          + " `disputed`. The folder's name says what counts as found.",
    },
    customSynopsis = "mcp-firewall eval-corpus [OPTION...] DIR",
    exitCodeList = {
      "0:every target is met",
      "1:a target is missed",
      "2:a file is no corpus, or the command line is wrong",
    },
    footer = {
      "  mcp-firewall eval-corpus corpora",
      "  mcp-firewall eval-corpus corpora --folder secrets --details --misses misses.jsonl",
      "  mcp-firewall eval-corpus corpora --rounds 0 --json",
    })
public final class EvalCorpusCommand implements Callable<Integer> {
  private static final String RUG_PULLS = "rugpull";
  private static final String CHAINS = "chains";
  private static final String FLOWS_ON = "profiles: [company-laptop]\n";

  @Parameters(paramLabel = "DIR", description = "Where the cases are.")
  private Path directory = Path.of(".");

  @Option(names = "--folder", paramLabel = "NAME", description = "Only the cases of this folder.")
  private Optional<String> folder = Optional.empty();

  @Option(
      names = "--details",
      description = "Tell also of each folder: by label, category, tier and source.")
  private boolean details;

  @Option(names = "--json", description = "Answer in JSON, with all details.")
  private boolean json;

  @Option(
      names = "--misses",
      paramLabel = "FILE",
      description = "Write there what was missed, false or cut wrongly: ids and rules, no text.")
  private Optional<Path> misses = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Time each case so often; 0: not at all. Default: ${DEFAULT-VALUE}.",
      defaultValue = "3")
  private int rounds = 3;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Decide by this file. Default: what holds where nothing is configured.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--flows",
      paramLabel = "FILE",
      description = "Decide chains by this file. Default: the profile company-laptop.")
  private Optional<Path> flows = Optional.empty();

  @Spec private CommandSpec spec;

  private final Desk desk;

  /** The command. */
  public EvalCorpusCommand(Desk desk) {
    this.desk = desk;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 0 || rounds > 1_000) {
      throw wrong("`--rounds` is between 0 and 1000");
    }
    List<CorpusCase> cases = cases();
    List<Seen> seen = seen(cases);
    boolean rugPulls = cases.stream().anyMatch(one -> one.folder().equals(RUG_PULLS));
    if (misses.isPresent()) {
      write(desk.directory().resolve(misses.get()), seen);
    }
    EvalReport report = new EvalReport(desk.out(), seen);
    if (json) {
      report.json(rugPulls);
    } else {
      report.tell(details, rugPulls);
    }
    return report.isMet() ? Desk.OK : Desk.NO;
  }

  private List<CorpusCase> cases() {
    Path place = desk.directory().resolve(directory);
    if (!Files.isDirectory(place)) {
      throw wrong("there is no directory `" + directory + "`");
    }
    try {
      List<CorpusCase> cases = CorpusFiles.read(place, folder);
      if (cases.isEmpty()) {
        throw wrong("there are no cases below `" + directory + "`");
      }
      return cases;
    } catch (IOException e) {
      throw wrong(Desk.plain(String.valueOf(e.getMessage())));
    }
  }

  private List<Seen> seen(List<CorpusCase> cases) {
    CaseJudge judge = new CaseJudge(Bench.of(desk.home(), layers(config, "")), rounds);
    ChainJudge chains = new ChainJudge(Bench.of(desk.home(), layers(flows, FLOWS_ON)));
    List<Seen> seen = new ArrayList<>(cases.size());
    for (CorpusCase one : cases) {
      if (one.folder().equals(CHAINS)) {
        seen.add(chains.judge(one));
      } else if (!one.folder().equals(RUG_PULLS)) {
        seen.add(judge.judge(one));
      }
    }
    return seen;
  }

  private List<Layer> layers(Optional<Path> file, String otherwise) {
    ConfigFiles files = new ConfigFiles(desk.home());
    if (file.isPresent()) {
      return List.of(files.read(Layer.Origin.EXPLICIT, desk.directory().resolve(file.get())));
    }
    return otherwise.isEmpty()
        ? List.of()
        : List.of(files.builtIn("flows", otherwise.getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(Path file, List<Seen> all) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      for (Seen seen : all) {
        String kind = kind(seen);
        if (!kind.isEmpty()) {
          out.println(line(kind, seen));
        }
      }
    }
  }

  private static String line(String kind, Seen seen) {
    JsonObject line =
        new JsonObject()
            .text("kind", kind)
            .text("folder", seen.one().folder())
            .text("id", seen.one().id())
            .text("category", seen.one().category())
            .some("tier", seen.one().tier())
            .text("effect", seen.effect().wire())
            .texts("rules", seen.rules());
    return (seen.one().isDisputed() ? line.flag("disputed", true) : line).toString();
  }

  private static String kind(Seen seen) {
    if (seen.isWrong()) {
      return seen.one().isPositive() ? "missed" : "false";
    }
    return seen.one().isPositive() && !seen.isExact() ? "inexact" : "";
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
