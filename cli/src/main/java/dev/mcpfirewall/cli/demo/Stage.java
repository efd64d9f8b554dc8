// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The temporary place of a demonstration: files to read and a home for mcp-firewall, so that the
 * user's own configuration and log are left alone. Closing it removes everything.
 */
final class Stage implements AutoCloseable {
  private static final String MAIN = "dev.mcpfirewall.cli.Main";

  private final Path root;

  private Stage(Path root) {
    this.root = root;
  }

  /** An empty place. */
  static Stage open() throws IOException {
    Path root = Files.createTempDirectory("mcp-firewall-demo").toRealPath();
    Files.createDirectory(root.resolve("files"));
    return new Stage(root);
  }

  /** Where the server finds its files. */
  Path files() {
    return root.resolve("files");
  }

  /** Where mcp-firewall keeps its state. */
  Path home() {
    return root.resolve("home");
  }

  /** A process of this very program with the arguments, in this place, not started yet. */
  ProcessBuilder program(List<String> arguments) {
    List<String> command = new ArrayList<>(self());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(files().toFile());
    builder.environment().put("MCP_FIREWALL_HOME", home().toString());
    return builder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** The launcher beside the Java that runs us, or that Java with our class path. */
  private static List<String> self() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    Path launcher = bin.resolve(windows ? "mcp-firewall.cmd" : "mcp-firewall");
    if (Files.isExecutable(launcher)) {
      return List.of(launcher.toString());
    }
    String classPath = System.getProperty("java.class.path");
    return List.of(bin.resolve("java").toString(), "-cp", classPath, MAIN);
  }
}
