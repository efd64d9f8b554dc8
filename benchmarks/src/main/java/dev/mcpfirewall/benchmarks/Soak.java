// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Very many calls through one wrap, to see that its memory stays where it is.
 *
 * <p>Usage: {@code Soak CALLS COMMAND...}, where COMMAND starts the wrap around a server with a
 * tool {@code echo}. Prints the wrap's resident memory ten times (Linux) and exits 1 if a call
 * stays without its answer.
 */
public final class Soak {
  private static final int IN_FLIGHT = 64;
  private static final String HELLO =
      "{\"jsonrpc\":\"2.0\",\"id\":\"hello\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
          + "\"capabilities\":{},\"clientInfo\":{\"name\":\"soak\",\"version\":\"1\"}}}\n";
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
          + "\"arguments\":{\"message\":\"plain words, again and again, about the weather\"}}}\n";

  private final Process wrap;
  private final int calls;
  private final Semaphore free = new Semaphore(IN_FLIGHT);

  private Soak(Process wrap, int calls) {
    this.wrap = wrap;
    this.calls = calls;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> command = Arrays.asList(args).subList(1, args.length);
    Process wrap =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    System.exit(new Soak(wrap, Integer.parseInt(args[0])).run() ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().start(this::ask);
    long began = System.nanoTime();
    int answered = 0;
    try (BufferedReader answers = wrap.inputReader(StandardCharsets.UTF_8)) {
      answers.readLine();
      while (answered < calls && answers.readLine() != null) {
        free.release();
        answered++;
        if (answered % (calls / 10) == 0) {
          double seconds = (System.nanoTime() - began) / 1e9;
          System.out.printf(
              "%,11d calls  %8.1f s  %,8.0f calls/s  %s%n",
              answered, seconds, answered / seconds, resident());
        }
      }
      wrap.getOutputStream().close();
    }
    wrap.waitFor();
    return answered == calls;
  }

  private void ask() {
    try {
      OutputStream toWrap = wrap.getOutputStream();
      toWrap.write(HELLO.getBytes(StandardCharsets.UTF_8));
      toWrap.flush();
      for (int id = 1; id <= calls; id++) {
        free.acquire();
        toWrap.write(CALL.formatted(id).getBytes(StandardCharsets.UTF_8));
        toWrap.flush();
      }
    } catch (IOException | InterruptedException ended) {
      System.err.println("soak: the wrap takes no more calls: " + ended.getMessage());
    }
  }

  private String resident() throws IOException {
    Path status = Path.of("/proc/" + wrap.pid() + "/status");
    if (!Files.isReadable(status)) {
      return "";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("");
  }
}
