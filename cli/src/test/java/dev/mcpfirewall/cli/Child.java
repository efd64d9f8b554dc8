// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of its own, for what depends on a process's streams, memory or environment. */
final class Child implements AutoCloseable {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final Path err;

  /** How it ended, and what it said. */
  record Outcome(int exit, String out, String err) {}

  private Child(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.err = err;
  }

  /**
   * Starts a main class of this class path.
   *
   * @param directory where it runs, and where what it says on stderr is kept
   * @param options for the JVM
   */
  static Child start(
      Path directory,
      Map<String, String> environment,
      List<String> options,
      Class<?> main,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MCP_FIREWALL"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Path err = Files.createTempFile(directory, "err", ".txt");
    builder.redirectError(err.toFile());
    return new Child(builder.start(), err);
  }

  /** Its stdin. */
  OutputStream in() {
    return process.getOutputStream();
  }

  /** Waits for the next line on its stdout. */
  String line() throws IOException {
    return String.valueOf(out.readLine());
  }

  /** Ends its stdin and waits for it to end; what is left of its stdout is small. */
  Outcome finish() {
    try {
      in().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running; stderr: " + Files.readString(err));
      }
      return new Outcome(
          process.exitValue(),
          out.lines().map(line -> line + "\n").collect(Collectors.joining()),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
