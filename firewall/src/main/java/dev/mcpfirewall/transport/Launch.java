// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a command line is handed to the system. Differs on Windows only. */
final class Launch {
  private Launch() {}

  /** The command as the system can start it. */
  static List<String> of(List<String> command) {
    return File.separatorChar == '\\' ? onWindows(command) : command;
  }

  /** Scripts such as npx.cmd are not programs there: the command interpreter has to run them. */
  private static List<String> onWindows(List<String> command) {
    String program = command.getFirst().toLowerCase(Locale.ROOT);
    boolean script = program.endsWith(".cmd") || program.endsWith(".bat");
    if (!script && findScript(command.getFirst()).isEmpty()) {
      return command;
    }
    List<String> interpreted = new ArrayList<>(List.of("cmd.exe", "/d", "/c"));
    interpreted.addAll(command);
    return interpreted;
  }

  private static Optional<Path> findScript(String name) {
    if (name.contains("\\") || name.contains("/") || name.contains(".")) {
      return Optional.empty();
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(folder, name + ".exe"))) {
        return Optional.empty();
      }
      Path script = Path.of(folder, name + ".cmd");
      if (Files.isRegularFile(script)) {
        return Optional.of(script);
      }
    }
    return Optional.empty();
  }
}
