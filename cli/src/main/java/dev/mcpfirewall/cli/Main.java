// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.util.Arrays;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs the command line; exits with its code. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length >= 3 && args[0].equals("wrap") && args[1].equals("--")) {
      WrapOptions options =
          new WrapOptions(
              Optional.empty(),
              Optional.empty(),
              Arrays.asList(args).subList(2, args.length),
              false);
      System.exit(WrapRun.run(options));
    }
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("mcp-firewall");
      return;
    }
    System.err.println("usage: mcp-firewall wrap -- COMMAND");
    System.exit(2);
  }
}
