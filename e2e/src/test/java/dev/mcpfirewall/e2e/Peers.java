// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.lang.ProcessBuilder.Redirect.INHERIT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command lines of servers and clients to test with. */
final class Peers {
  /** The Java that runs the tests. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).startsWith("windows");
  private static final boolean NODE = answers("node");
  private static final Path MODULES = Path.of("node_modules");
  private static final Path STAMP = MODULES.resolve(".installed-for");
  private static final Path LOCK = Path.of("package-lock.json");

  private Peers() {}

  /** {@code node SCRIPT ARGUMENTS}, the script being one of {@code src/test/node}. */
  static List<String> script(String name, String... arguments) {
    return node(Path.of("src", "test", "node", name), arguments);
  }

  /** The misbehaving server, see {@code echo-server.mjs}. */
  static List<String> echoServer() {
    return script("echo-server.mjs");
  }

  /** The deliberately vulnerable server of the examples. */
  static List<String> vulnerableServer() {
    return node(Path.of("..", "examples", "vulnerable-server", "server.mjs"));
  }

  /** A script of an npm package, installing the packages first where needed. */
  static List<String> npm(String script, String... arguments) {
    installed();
    return node(MODULES.resolve(script), arguments);
  }

  /** The npm packages are there afterwards, or the test is skipped (in CI: fails). */
  static synchronized void installed() {
    node(MODULES);
    try {
      String wanted = Files.readString(LOCK);
      if (Files.exists(STAMP) && Files.readString(STAMP).equals(wanted)) {
        return;
      }
      Prerequisite.inCi(npmCi(), "npm ci failed in e2e: no npm, or no registry");
      Files.writeString(STAMP, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> node(Path script, String... arguments) {
    Prerequisite.inCi(NODE, "needs node on the PATH");
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(script.toAbsolutePath().normalize().toString());
    command.addAll(List.of(arguments));
    return List.copyOf(command);
  }

  private static boolean npmCi() throws IOException {
    String npm = WINDOWS ? "npm.cmd" : "npm";
    return answers(npm) && run(List.of(npm, "ci", "--ignore-scripts"), 300);
  }

  private static boolean answers(String program) {
    try {
      return run(List.of(program, "--version"), 30);
    } catch (IOException absent) {
      return false;
    }
  }

  private static boolean run(List<String> command, int seconds) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectOutput(DISCARD).redirectError(INHERIT).start();
    process.getOutputStream().close();
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
