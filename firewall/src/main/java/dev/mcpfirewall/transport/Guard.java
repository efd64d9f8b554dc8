// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ends the server's processes when we are killed without a chance to do it ourselves (SIGKILL, out
 * of memory): a sleeping shell that holds the read end of a pipe of ours. Linux only, since it
 * finds the processes by their environment.
 */
final class Guard {
  // Reads until the pipe ends. "done" means that we ended in good order.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM PIPE
      read -r word
      [ "$word" = done ] && exit 0
      marked() { grep -lsF -- "$1" /proc/[0-9]*/environ; }
      each() { for file in $(marked "$2"); do pid=${file#/proc/}; kill "$1" "${pid%/environ}"; done; }
      each -TERM "$1"
      for round in 1 2 3 4 5; do [ -z "$(marked "$1")" ] && exit 0; sleep 0.1; done
      for round in 1 2 3 4 5 6 7 8 9; do
        each -KILL "$1"; [ -z "$(marked "$1")" ] && exit 0; sleep 0.1
      done
      """;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /** Starts watching over processes with this mark in their environment. */
  static Optional<Guard> start(String mark) {
    if (!Files.isReadable(Path.of("/proc/self/environ"))) {
      return Optional.empty();
    }
    try {
      ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "mcp-firewall", mark);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      return Optional.of(new Guard(builder.start()));
    } catch (IOException noShell) {
      System.getLogger(Guard.class.getName())
          .log(Level.WARNING, "the server may outlive a killed firewall: " + noShell.getMessage());
      return Optional.empty();
    }
  }

  /** Nothing is left to watch over. */
  void dismiss() {
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.write("done\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      shell.destroyForcibly();
    }
  }
}
