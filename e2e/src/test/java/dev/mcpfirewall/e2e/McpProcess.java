// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that speaks JSON-RPC in lines, and a client that speaks to it in bytes. Nothing is
 * parsed before a test asks for it. Owned by the test's thread.
 */
final class McpProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 30;
  private static final byte[] END = new byte[0];

  private final Process process;
  private final OutputStream input;
  private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
  private final Deque<JsonNode> unclaimed = new ArrayDeque<>();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private boolean reading;
  private boolean ended;

  McpProcess(Process process) {
    this.process = process;
    this.input = new BufferedOutputStream(process.getOutputStream(), 1 << 16);
    Thread.ofPlatform().daemon().name("stderr").start(this::collectErrors);
  }

  /** Sends a line of text and its line feed. */
  void send(String line) {
    send(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the bytes and a line feed. */
  void send(byte[] line) {
    sendRaw(line);
    sendRaw(new byte[] {'\n'});
  }

  /** Sends the bytes as they are. */
  void sendRaw(byte[] bytes) {
    try {
      input.write(bytes);
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("stderr so far: " + stderr(), e);
    }
  }

  /** Sends a request and waits for its answer. */
  JsonNode request(long id, String method, String params) {
    send(Messages.request(id, method, params));
    return answer(id);
  }

  /** Calls a tool and waits for the answer. */
  JsonNode call(long id, String tool, String arguments) {
    send(Messages.call(id, tool, arguments));
    return answer(id);
  }

  /** Introduces the client, in a version with a handshake. */
  JsonNode initialize(String version) {
    JsonNode answer = request(0, "initialize", Messages.initialize(version));
    send(Messages.notification("notifications/initialized", "{}"));
    return answer;
  }

  /** The message with this id and no method; others that come before it are kept for later. */
  JsonNode answer(long id) {
    return answer(JSON.readTree(Long.toString(id)));
  }

  /** The message with this id and no method; others that come before it are kept for later. */
  JsonNode answer(JsonNode id) {
    while (true) {
      for (JsonNode message : unclaimed) {
        if (answers(message, id)) {
          unclaimed.remove(message);
          return message;
        }
      }
      fetch();
    }
  }

  /** The next message that no {@link #answer} has claimed. */
  JsonNode next() {
    while (unclaimed.isEmpty()) {
      fetch();
    }
    return unclaimed.remove();
  }

  /** The next error, whichever request it answers; it may come before or after other answers. */
  JsonNode error() {
    while (true) {
      for (JsonNode message : unclaimed) {
        if (message.has("error")) {
          unclaimed.remove(message);
          return message;
        }
      }
      fetch();
    }
  }

  /** The errors among the messages that came so far and that no {@link #answer} has claimed. */
  List<JsonNode> unclaimedErrors() {
    return unclaimed.stream().filter(message -> message.has("error")).toList();
  }

  /** The next line as it came, without its line feed; empty at the end of output. */
  Optional<byte[]> line() {
    startReading();
    if (ended) {
      return Optional.empty();
    }
    try {
      byte[] line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        return fail("no line within %d s; stderr: %s", PATIENCE_SECONDS, stderr());
      }
      ended = line == END;
      return ended ? Optional.empty() : Optional.of(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  /** Everything that is still to come, up to the end of output, as text. */
  String rest() {
    StringBuilder text = new StringBuilder();
    for (Optional<byte[]> line = line(); line.isPresent(); line = line()) {
      text.append(new String(line.get(), StandardCharsets.UTF_8)).append('\n');
    }
    return text.toString();
  }

  /** What came on stderr so far. */
  String stderr() {
    synchronized (errors) {
      return errors.toString(StandardCharsets.UTF_8);
    }
  }

  /** Ends the process's input, as a client that goes away does. */
  void closeInput() {
    try {
      input.close();
    } catch (IOException alreadyGone) {
      // The process no longer reads: its input has ended, which is all that was asked for.
    }
  }

  /** Ends both pipes, as a killed client does. */
  void disappear() {
    closeInput();
    try {
      process.getInputStream().close();
    } catch (IOException alreadyGone) {
      // As above.
    }
  }

  /** Waits for the process to end. */
  int exitCode() {
    startReading();
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      return fail("still running after %d s; stderr: %s", PATIENCE_SECONDS, stderr());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  /** Sends a signal by its name without SIG. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    // In the background: a test that gave up may still be writing to a process that does not read.
    Thread.ofPlatform().daemon().name("stdin").start(this::closeInput);
    startReading();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(JsonNode message, JsonNode id) {
    return !message.has("method") && id.equals(message.path("id"));
  }

  private void fetch() {
    byte[] line = line().orElseThrow(() -> new AssertionError("output ended; stderr: " + stderr()));
    JsonNode message = JSON.readTree(line);
    if (message.isArray()) {
      message.forEach(unclaimed::add);
    } else {
      unclaimed.add(message);
    }
  }

  private void startReading() {
    if (!reading) {
      reading = true;
      Thread.ofPlatform().daemon().name("stdout").start(this::collectLines);
    }
  }

  private void collectLines() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream output = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      for (int b = output.read(); b >= 0; b = output.read()) {
        if (b == '\n') {
          lines.add(line.toByteArray());
          line.reset();
        } else {
          line.write(b);
        }
      }
    } catch (IOException closed) {
      // disappear() closes the stream under the reader; that is the end of output too.
    }
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    lines.add(END);
  }

  private void collectErrors() {
    byte[] buffer = new byte[8192];
    try (InputStream stream = process.getErrorStream()) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        synchronized (errors) {
          errors.write(buffer, 0, n);
        }
      }
    } catch (IOException closed) {
      // Nothing more will come.
    }
  }
}
