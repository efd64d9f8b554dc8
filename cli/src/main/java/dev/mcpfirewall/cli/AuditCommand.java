package dev.mcpfirewall.cli;

import dev.mcpfirewall.audit.AuditSettings;
import dev.mcpfirewall.config.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mcp-firewall audit}: the record and its proof. */
@Command(
    name = "audit",
    description = "Verify, show and follow the audit log.",
    subcommands = {
      AuditVerifyCommand.class,
      AuditShowCommand.class,
      AuditTailCommand.class,
      AuditRotateKeyCommand.class
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec here = java.util.Objects.requireNonNull(spec);
    throw new ParameterException(
        here.commandLine(), "which of them? verify, show, tail or rotate-key");
  }

  /** Where the log is, where the command line says nothing else. */
  static final class Places {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "The log's directory (default: audit in the firewall's own).")
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
      AuditSettings usual = AuditSettings.under(Home.ofProcess().directory());
      return new AuditSettings(
          Optional.ofNullable(directory).orElse(usual.directory()),
          Optional.ofNullable(heads).orElse(usual.heads()),
          Optional.ofNullable(keys).orElse(usual.keys()),
          usual.fsync(),
          usual.rotateBytes(),
          usual.retention(),
          usual.onFailure());
    }

    /** The log's directory where nothing is named. */
    List<Path> named(List<Path> paths) {
      return paths.isEmpty() ? List.of(settings().directory()) : paths;
    }

    /** The heads that belong to the paths: named ones, or ours if the log is ours. */
    Optional<Path> headsFor(List<Path> paths) {
      Path ours = AuditSettings.under(Home.ofProcess().directory()).directory();
      boolean areOurs =
          paths.stream().allMatch(path -> path.toAbsolutePath().normalize().startsWith(ours));
      return areOurs || heads != null ? Optional.of(settings().heads()) : Optional.empty();
    }
  }
}
