// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.ConfigException;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs the command line; exits with its code. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args));
  }

  /** Runs the command line with the process's streams; returns its exit code. */
  public static int run(String... args) throws InterruptedException {
    Optional<WrapOptions> wrap = WrapArguments.parse(args);
    try {
      // INVARIANT: nothing on the way of a plain wrap loads picocli or the policy engine.
      return wrap.isPresent()
          ? WrapRun.run(wrap.get())
          : Commands.run(Surroundings.ofProcess(), args);
    } catch (ConfigException wrong) {
      System.err.println("mcp-firewall: " + wrong.getMessage());
      return ExitCode.USAGE;
    }
  }
}
