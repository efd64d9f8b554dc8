// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An MCP server as our child: its stdin and stdout are a {@link Channel}, its stderr, environment
 * and working directory are ours. Safe for use by any thread.
 */
public final class ServerProcess implements AutoCloseable {
  /** Names, in the server's environment, the sessions it runs in. */
  private static final String MARK = "MCP_FIREWALL_SESSION";

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final ProcessTree tree;
  private final CompletableFuture<Optional<Guard>> guard;

  private ServerProcess(
      Process process, ProcessTree tree, CompletableFuture<Optional<Guard>> guard) {
    this.process = process;
    this.tree = tree;
    this.guard = guard;
  }

  /**
   * Starts the server.
   *
   * @param command program and arguments
   * @throws IOException if there is no such program, or it can't be run
   */
  public static ServerProcess start(List<String> command) throws IOException {
    String session = UUID.randomUUID().toString();
    CompletableFuture<Optional<Guard>> guard = new CompletableFuture<>();
    // Off the path to the first message; started first, so that it is there when the server is.
    Thread.ofPlatform().daemon().name("guard").start(() -> guard.complete(Guard.start(session)));
    ProcessBuilder builder = new ProcessBuilder(Launch.of(command));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    // Appended: a firewall around a firewall finds all its descendants too.
    environment.merge(MARK, session, (outer, own) -> outer + " " + own);
    try {
      Process process = builder.start();
      return new ServerProcess(process, new ProcessTree(process.toHandle(), session), guard);
    } catch (IOException failed) {
      guard.thenAccept(one -> one.ifPresent(Guard::dismiss)).join();
      throw failed;
    }
  }

  /**
   * What it says and hears; asked for once.
   *
   * @param limit the longest line taken from it, in bytes
   */
  public Channel channel(int limit) {
    return new LineChannel(process.getInputStream(), process.getOutputStream(), limit);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits for it to exit by itself; returns its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Waits at most so long; its exit code if it has exited. */
  public Optional<Integer> await(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** Tells it that nothing more will be said. */
  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // It closed its end first.
    }
  }

  /**
   * Ends it as the protocol says: closes its stdin, waits, asks it to terminate, waits, kills it.
   * Then nothing it has started is left either.
   *
   * @param patience how long it may take after its stdin was closed
   */
  public void end(Duration patience) {
    closeInput();
    try {
      process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Ends whatever is left of it and of what it has started. Calling it twice does nothing more. */
  @Override
  public void close() {
    tree.end(GRACE);
    guard.thenAccept(one -> one.ifPresent(Guard::dismiss)).join();
  }
}
