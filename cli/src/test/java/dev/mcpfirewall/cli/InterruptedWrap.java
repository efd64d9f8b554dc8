// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A wrap that fails before its end: it is interrupted once its session is begun, and finds out when
 * its server, told anything, closes its stdout and lives on.
 */
final class InterruptedWrap {
  static final String INTERRUPTED = "interrupted";
  static final int FAILED = 77;

  private static final List<String> SERVER =
      List.of("sh", "-c", "read line; exec >&-; exec sleep 60");

  private InterruptedWrap() {}

  /**
   * Takes the log's directory. Says when it has interrupted the wrap; exits with {@link #FAILED}
   * where that has failed.
   */
  public static void main(String[] args) throws InterruptedException {
    Path log = Path.of(args[0]);
    WrapOptions options =
        new WrapOptions(Optional.empty(), Optional.empty(), Optional.empty(), SERVER, false);
    boolean[] failed = new boolean[1];
    Thread wrap =
        new Thread(() -> {
          try {
            System.exit(WrapRun.run(options));
          } catch (InterruptedException expected) {
            failed[0] = true;
          }
        });
    wrap.start();
    while (wrap.isAlive() && !hasBegun(log)) {
      Thread.sleep(10);
    }
    wrap.interrupt();
    System.out.println(INTERRUPTED);
    wrap.join();
    System.exit(failed[0] ? FAILED : 0);
  }

  private static boolean hasBegun(Path log) {
    if (!Files.isDirectory(log)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(log, "*.jsonl")) {
      for (Path file : files) {
        if (Files.readString(file).contains("session.start")) {
          return true;
        }
      }
    } catch (IOException notYet) {
      return false;
    }
    return false;
  }
}
