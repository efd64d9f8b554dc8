// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what we print. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether colours make sense on one of our own file descriptors: it is a terminal, and {@code
   * NO_COLOR} is not set. Java can't ask the system this; on Linux the descriptor's link tells, and
   * elsewhere the answer is no.
   */
  static boolean isColoured(int descriptor) {
    String noColour = System.getenv("NO_COLOR");
    if ((noColour != null && !noColour.isEmpty()) || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
