// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server with all processes it has started. Children that were handed over to init are found by a
 * mark in their environment; that works on Linux, elsewhere only the descendants still known to be
 * such are found.
 */
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");

  private final ProcessHandle root;
  private final byte[] mark;

  ProcessTree(ProcessHandle root, String mark) {
    this.root = root;
    this.mark = mark.getBytes(StandardCharsets.UTF_8);
  }

  /** Asks every process to end, and after the grace ends those that did not. */
  void end(Duration grace) {
    Map<Long, ProcessHandle> alive = alive();
    alive.values().forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    while (!alive.isEmpty() && System.nanoTime() < deadline) {
      await(alive, deadline);
      alive = alive();
    }
    for (int round = 0; round < 20 && !alive.isEmpty(); round++) {
      alive.values().forEach(ProcessHandle::destroyForcibly);
      await(alive, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
      alive = alive();
    }
  }

  private static void await(Map<Long, ProcessHandle> processes, long deadline) {
    for (ProcessHandle process : processes.values()) {
      try {
        long left = Math.max(1, deadline - System.nanoTime());
        process.onExit().get(left, TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        // Still alive: the next round sees it.
      }
    }
  }

  private Map<Long, ProcessHandle> alive() {
    Map<Long, ProcessHandle> found = new LinkedHashMap<>();
    if (root.isAlive()) {
      found.put(root.pid(), root);
    }
    root.descendants().filter(ProcessHandle::isAlive).forEach(one -> found.put(one.pid(), one));
    addMarked(found);
    return found;
  }

  private void addMarked(Map<Long, ProcessHandle> found) {
    if (!Files.isDirectory(PROC)) {
      return;
    }
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != self && isMarked(process)) {
          ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(h -> found.put(pid, h));
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      return;
    }
  }

  private boolean isMarked(Path process) {
    try {
      return contains(Files.readAllBytes(process.resolve("environ")), mark);
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean contains(byte[] haystack, byte[] needle) {
    for (int i = 0; i <= haystack.length - needle.length; i++) {
      if (java.util.Arrays.equals(haystack, i, i + needle.length, needle, 0, needle.length)) {
        return true;
      }
    }
    return false;
  }
}
