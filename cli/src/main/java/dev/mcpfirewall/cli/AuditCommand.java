// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.policy.PolicyLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall audit}: the record and its proof. */
@Command(
    name = "audit",
    description = "Verify, show and follow the audit log.",
    mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  private AuditCommand() {}

  static CommandLine commandLine(Surroundings here) {
    return new CommandLine(new AuditCommand())
        .addSubcommand(new AuditVerifyCommand(new Places(here)))
        .addSubcommand(new AuditShowCommand(new Places(here)))
        .addSubcommand(new AuditTailCommand(new Places(here)))
        .addSubcommand(new AuditRotateKeyCommand(new Places(here)));
  }

  @Override
  public void run() {
    CommandSpec here = Objects.requireNonNull(spec);
    throw new ParameterException(
        here.commandLine(), "which of them? verify, show, tail or rotate-key");
  }

  /** Where the log is, where the command line says nothing else. */
  static final class Places {
    private final Surroundings here;

    Places(Surroundings here) {
      this.here = here;
    }

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description =
            "The log's directory (default: what `audit.dir` says, or audit in the firewall's own).")
    private @Nullable Path directory;

    @Option(
        names = "--keys-dir",
        paramLabel = "DIR",
        description = "The directory of keys (default: keys in the firewall's own).")
    private @Nullable Path keys;

    @Option(
        names = "--heads",
        paramLabel = "DIR",
        description = "The directory of signed heads (default: heads in the firewall's own).")
    private @Nullable Path heads;

    AuditSettings settings() {
      Path log = Optional.ofNullable(directory).orElseGet(this::ours);
      AuditSettings usual = AuditSettings.under(here.home().directory()).in(log);
      return new AuditSettings(
          log,
          Optional.ofNullable(heads).orElse(usual.heads()),
          Optional.ofNullable(keys).orElse(usual.keys()),
          usual.fsync(),
          usual.rotateBytes(),
          usual.retention(),
          usual.onFailure());
    }

    /** Where a wrap that is started here would write. */
    private Path ours() {
      return new PolicyLoader(here.home())
          .load(here.directory(), Optional.empty())
          .policy()
          .audit()
          .directory()
          .orElse(AuditSettings.under(here.home().directory()).directory());
    }

    /** The log's directory where nothing is named. */
    List<Path> named(List<Path> paths) {
      return paths.isEmpty() ? List.of(settings().directory()) : paths;
    }

    /** The heads that belong to the paths: named ones, or ours if the log is ours. */
    Optional<Path> headsFor(List<Path> paths) {
      return heads != null || areOurs(paths) ? Optional.of(settings().heads()) : Optional.empty();
    }

    private boolean areOurs(List<Path> paths) {
      Path ours = ours();
      return paths.stream().allMatch(path -> path.toAbsolutePath().normalize().startsWith(ours));
    }
  }
}
