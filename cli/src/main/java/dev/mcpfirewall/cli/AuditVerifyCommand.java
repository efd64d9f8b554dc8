// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditKeys;
import dev.mcpfirewall.audit.AuditVerifier;
import dev.mcpfirewall.audit.TrustedKeys;
import dev.mcpfirewall.audit.VerifyReport;
import dev.mcpfirewall.audit.VerifyReport.ChainReport;
import dev.mcpfirewall.audit.VerifyReport.Fault;
import dev.mcpfirewall.audit.VerifyReport.Kind;
import dev.mcpfirewall.json.Quote;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall audit verify}. */
@Command(
    name = "verify",
    description = {
      "Proves that no line of the log was altered, removed, moved or inserted, that nobody else"
          + " wrote it anew, and that its end was not cut off.",
      "A torn last line, as a crash or a full disk leaves it, is no fault."
    },
    footer = {
      "",
      "Examples:",
      "  mcp-firewall audit verify",
      "  mcp-firewall audit verify copy/*.jsonl --key audit.pub --heads copy/heads"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the log verifies", "1:it does not", "2:wrong usage, or nothing to read"},
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private final AuditCommand.Places places;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "Files and directories (default: the whole log).")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A public key to trust, in PEM; may be repeated (default: all in the keys' directory).")
  private List<Path> keys = new ArrayList<>();

  @Option(names = "--json", description = "Print the findings as one JSON object.")
  private boolean json;

  AuditVerifyCommand(AuditCommand.Places places) {
    this.places = places;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec here = Objects.requireNonNull(spec);
    List<Path> named = places.named(paths);
    for (Path path : named) {
      if (!Files.exists(path)) {
        throw new ParameterException(here.commandLine(), "there is no log at `" + path + "`");
      }
    }
    VerifyReport report = verify(here, named);
    PrintWriter out = here.commandLine().getOut();
    if (json) {
      out.println(json(report));
    } else {
      print(report, out);
    }
    out.flush();
    return report.isVerified() ? 0 : 1;
  }

  private VerifyReport verify(CommandSpec here, List<Path> named) throws IOException {
    TrustedKeys trusted;
    try {
      trusted =
          TrustedKeys.read(
              keys.isEmpty() ? AuditKeys.in(places.settings().keys()).publicKeys() : keys);
    } catch (IOException e) {
      throw new ParameterException(
          here.commandLine(), Objects.requireNonNullElse(e.getMessage(), "unreadable key"), e);
    }
    AuditVerifier verifier = AuditVerifier.trusting(trusted);
    VerifyReport report =
        places.headsFor(named).map(verifier::withHeads).orElse(verifier).verify(named);
    // The key is made with the first seal: a wrap killed before that leaves neither.
    if (trusted.isEmpty() && isSigned(report)) {
      throw new ParameterException(
          here.commandLine(),
          "no public key to check the signatures with\n  help: name one with --key");
    }
    return report;
  }

  private static boolean isSigned(VerifyReport report) {
    return report.chains().stream()
        .flatMap(chain -> chain.faults().stream())
        .anyMatch(fault -> fault.kind() == Kind.FOREIGN_KEY);
  }

  private static void print(VerifyReport report, PrintWriter out) {
    Paint paint = Paint.ofStandardOutput();
    for (ChainReport chain : report.chains()) {
      String state = chain.isVerified() ? paint.green("verified") : paint.red("NOT VERIFIED");
      out.printf(
          "%s  %s: %d lines in %d file%s, %s, %d unsigned%n",
          state,
          chain.chain(),
          chain.lines(),
          chain.files(),
          chain.files() == 1 ? "" : "s",
          chain.ending().wire(),
          chain.unsigned());
      for (Fault fault : chain.faults()) {
        String place = fault.line() > 0 ? fault.file() + ":" + fault.line() : fault.file();
        String seq = fault.seq() > 0 ? " (seq " + fault.seq() + ")" : "";
        out.printf("  %s %s%s: %s%n", paint.red(fault.kind().wire()), place, seq, fault.message());
      }
      chain.remarks().forEach(remark -> out.printf("  note: %s%n", remark));
    }
    long bad = report.chains().stream().filter(chain -> !chain.isVerified()).count();
    long lines = report.chains().stream().mapToLong(ChainReport::lines).sum();
    out.printf(
        "%d chain%s, %d lines: %s%n",
        report.chains().size(),
        report.chains().size() == 1 ? "" : "s",
        lines,
        bad == 0 ? paint.green("the log verifies") : paint.red(bad + " do not verify"));
  }

  private static String json(VerifyReport report) {
    return "{\"verified\":"
        + report.isVerified()
        + ",\"chains\":"
        + report.chains().stream()
            .map(AuditVerifyCommand::json)
            .collect(Collectors.joining(",", "[", "]"))
        + "}";
  }

  private static String json(ChainReport chain) {
    return "{\"chain\":"
        + Quote.of(chain.chain())
        + ",\"verified\":"
        + chain.isVerified()
        + ",\"files\":"
        + chain.files()
        + ",\"lines\":"
        + chain.lines()
        + ",\"unsigned\":"
        + chain.unsigned()
        + ",\"ending\":"
        + Quote.of(chain.ending().wire())
        + ",\"faults\":"
        + chain.faults().stream()
            .map(AuditVerifyCommand::json)
            .collect(Collectors.joining(",", "[", "]"))
        + ",\"remarks\":"
        + chain.remarks().stream().map(Quote::of).collect(Collectors.joining(",", "[", "]"))
        + "}";
  }

  private static String json(Fault fault) {
    return "{\"kind\":"
        + Quote.of(fault.kind().wire())
        + ",\"file\":"
        + Quote.of(fault.file())
        + ",\"line\":"
        + fault.line()
        + ",\"seq\":"
        + fault.seq()
        + ",\"message\":"
        + Quote.of(fault.message())
        + "}";
  }
}
