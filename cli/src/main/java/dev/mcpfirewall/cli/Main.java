// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.Optional;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs the command line; exits with its code. */
  public static void main(String[] args) throws InterruptedException {
    Optional<WrapOptions> wrap = WrapArguments.parse(args);
    // INVARIANT: nothing on the way of a plain wrap loads picocli.
    System.exit(
        wrap.isPresent() ? WrapRun.run(wrap.get()) : Commands.run(Surroundings.ofProcess(), args));
  }
}
