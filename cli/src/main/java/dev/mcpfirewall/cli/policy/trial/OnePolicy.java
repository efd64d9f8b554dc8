// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that put something before one policy. */
public final class OnePolicy {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "This policy alone, instead of the one that holds here.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json", description = "Answer in JSON: one object.")
  private boolean json;

  /** The file that was named. */
  public Optional<Path> file() {
    return config;
  }

  /** Whether a program wants to read the answer. */
  public boolean json() {
    return json;
  }

  /** The policy that is meant. */
  public Trial trial(Desk desk) {
    return Trial.of(desk, config);
  }
}
