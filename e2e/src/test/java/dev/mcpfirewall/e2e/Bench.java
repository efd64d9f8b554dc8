// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where a test starts its processes. Each test has a home of its own for mcp-firewall; after it, no
 * process may be left and the audit log must verify.
 */
final class Bench implements BeforeEachCallback, AfterEachCallback {
  private static final String MARK = "MCP_FIREWALL_E2E";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<McpProcess> started = new ArrayList<>();
  private String mark = "";
  private Path directory = Path.of("");

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    mark = UUID.randomUUID().toString();
    directory = Files.createTempDirectory("mcp-firewall-e2e").toRealPath();
    Files.createDirectory(directory.resolve("work"));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    started.forEach(McpProcess::close);
    started.clear();
    List<String> left = leftAfterPatience();
    try {
      assertThat(left).as("processes left behind").isEmpty();
      if (context.getExecutionException().isEmpty() && !auditFiles().isEmpty()) {
        Outcome verified = verify();
        assertThat(verified.exit()).as("audit verify: " + verified).isZero();
      }
    } finally {
      Processes.withEnvironment(MARK + "=" + mark).forEach(ProcessHandle::destroyForcibly);
      deleteRecursively(directory);
    }
  }

  /** What {@code MCP_FIREWALL_HOME} points to; mcp-firewall makes it. */
  Path home() {
    return directory.resolve("home");
  }

  /** An empty directory, current for every process. */
  Path work() {
    return directory.resolve("work");
  }

  /** Writes a file below {@link #work}. */
  Path file(String name, String content) {
    try {
      return Files.writeString(work().resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of mcp-firewall's configuration to be given by {@code --config}. */
  String config(String yaml) {
    return file("config.yaml", yaml).toString();
  }

  /** Starts a server, or a client, as it is. */
  McpProcess bare(List<String> command) {
    return start(command, Map.of());
  }

  /** Starts {@code mcp-firewall wrap -- SERVER}. */
  McpProcess wrap(List<String> server) {
    return wrap(Map.of(), List.of(), server);
  }

  /** Starts {@code mcp-firewall wrap OPTIONS -- SERVER} with these variables set too. */
  McpProcess wrap(Map<String, String> environment, List<String> options, List<String> server) {
    return start(wrapCommand(options, server), environment);
  }

  /** The command line of a wrap, for a client that starts its server itself. */
  List<String> wrapCommand(List<String> options, List<String> server) {
    List<String> arguments = new ArrayList<>(List.of("wrap"));
    arguments.addAll(options);
    arguments.add("--");
    arguments.addAll(server);
    return Launcher.found().with(arguments);
  }

  /** Runs a command of mcp-firewall to its end. */
  Outcome cli(String... arguments) {
    return run(Launcher.found().with(List.of(arguments)));
  }

  /** Runs any command to its end. */
  Outcome run(List<String> command) {
    return run(Map.of(), command);
  }

  /** Runs any command to its end, with these variables set too. */
  Outcome run(Map<String, String> environment, List<String> command) {
    McpProcess process = start(command, environment);
    process.closeInput();
    String out = process.rest();
    return new Outcome(process.exitCode(), out, process.stderr());
  }

  /** {@code mcp-firewall audit verify} over everything this test recorded. */
  Outcome verify() {
    return cli("audit", "verify");
  }

  /** The lines of all audit files, in order of file name. */
  List<String> audit() {
    return auditFiles().stream().flatMap(file -> lines(file).stream()).toList();
  }

  /** The audit log's files, sorted. */
  List<Path> auditFiles() {
    Path folder = home().resolve("audit");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the condition holds; fails after a while. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() < deadline).as("still waiting: " + what).isTrue();
      pause();
    }
  }

  /** Gives other processes a moment; used between two looks at a condition only. */
  static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
  }

  private McpProcess start(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(work().toFile());
    builder.environment().put("MCP_FIREWALL_HOME", home().toString());
    builder.environment().put(MARK, mark);
    builder.environment().putAll(environment);
    try {
      McpProcess process = new McpProcess(builder.start());
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every process of this test that still runs. */
  List<ProcessHandle> running() {
    return Processes.withEnvironment(MARK + "=" + mark);
  }

  private List<String> leftAfterPatience() {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    List<ProcessHandle> left = running();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      pause();
      left = running();
    }
    return left.stream().map(Processes::describe).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteRecursively(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
