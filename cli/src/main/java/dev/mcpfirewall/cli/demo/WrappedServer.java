// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server behind {@code wrap}, as its client sees it. Confined to one thread. */
final class WrappedServer implements AutoCloseable {
  private static final String INITIALIZE =
      """
      {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"demo","version":"1"}}\
      """;

  /** npx may download the server first. */
  private static final Duration START = Duration.ofSeconds(90);

  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private int lastId;

  private WrappedServer(Process process) {
    this.process = process;
  }

  /**
   * Starts it and introduces ourselves.
   *
   * @throws IOException if it does not start or does not answer
   */
  static WrappedServer start(ProcessBuilder wrap) throws IOException, InterruptedException {
    WrappedServer server =
        new WrappedServer(wrap.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    Thread.ofPlatform().daemon().name("demo-reader").start(server::read);
    try {
      server.request("initialize", INITIALIZE, START);
      server.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      return server;
    } catch (IOException | InterruptedException failed) {
      server.close();
      throw failed;
    }
  }

  /** Calls a tool; the answer's first text, or its error's message. */
  String call(String tool, String arguments) throws IOException, InterruptedException {
    String params = "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}";
    Value answer = request("tools/call", params, ANSWER);
    return answer
        .member("result")
        .flatMap(result -> result.member("content"))
        .flatMap(content -> content.elements().stream().findFirst())
        .flatMap(block -> block.memberText("text"))
        .or(() -> answer.member("error").flatMap(error -> error.memberText("message")))
        .orElse("");
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException gone) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private Value request(String method, String params, Duration patience)
      throws IOException, InterruptedException {
    int id = ++lastId;
    write(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(id, method, params));
    while (true) {
      String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null || line.isEmpty()) {
        throw new IOException(line == null ? "the server does not answer" : "the server has ended");
      }
      if (Document.parse(Bytes.utf8(line)) instanceof Document document
          && isAnswer(document.root(), id)) {
        return document.root();
      }
    }
  }

  private static boolean isAnswer(Value message, int id) {
    return message.member("method").isEmpty()
        && message
            .member("id")
            .filter(value -> value.raw().utf8().equals(Integer.toString(id)))
            .isPresent();
  }

  private void write(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** An empty line in the queue is the end. */
  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
        }
      }
    } catch (IOException closed) {
      // The end, as below.
    }
    lines.add("");
  }
}
