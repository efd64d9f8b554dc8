// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.config.Home;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the world.
 *
 * @param home where mcp-firewall keeps its things
 * @param directory where the command runs; absolute
 * @param environment the variables
 * @param in what is piped in
 * @param out for answers
 * @param err for everything else
 * @param colour whether a person sees {@code out}
 */
record Surroundings(
    Home home,
    Path directory,
    Map<String, String> environment,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean colour) {
  private static final int STDOUT = 1;

  static Surroundings ofProcess() {
    return new Surroundings(
        Home.ofProcess(),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Terminal.isColoured(STDOUT));
  }

  /** The text in bold and colour where a person sees it. */
  String paint(Paint paint, String text) {
    return colour ? paint.code() + text + "\u001B[0m" : text;
  }

  /** The colours, by what they mean. */
  enum Paint {
    GOOD("\u001B[1;32m"),
    DOUBTFUL("\u001B[1;33m"),
    BAD("\u001B[1;31m"),
    QUIET("\u001B[2m");

    private final String code;

    Paint(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
