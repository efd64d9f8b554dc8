// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.cli.policy.trial.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which record is read, and what is trusted to have written it. */
public final class LogOption {
  @Option(
      names = "--audit",
      paramLabel = "PATH",
      description = "A log, or a directory of logs. Default: the log that a wrap here writes.")
  private Optional<Path> audit = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "A public key that may have signed it, in PEM. Default: those we know.")
  private List<Path> keys = List.of();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * What the log has.
   *
   * @throws ParameterException if it cannot be read
   */
  public Trail read(Desk desk) {
    try {
      return Trail.read(desk, audit, keys);
    } catch (IOException e) {
      CommandSpec spec = java.util.Objects.requireNonNull(command);
      throw new ParameterException(
          spec.commandLine(), "the record cannot be read: " + e.getMessage(), e);
    }
  }
}
