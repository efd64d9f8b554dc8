// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A look at the machine's processes through {@code /proc}. */
final class Processes {
  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /** Whether there is a {@code /proc} to look at. */
  static boolean visible() {
    return Files.isReadable(PROC.resolve("self/environ"));
  }

  /** Every live process whose environment holds {@code entry}; empty without {@code /proc}. */
  static List<ProcessHandle> withEnvironment(String entry) {
    return ProcessHandle.allProcesses().filter(process -> has(process, entry)).toList();
  }

  /** Whether the process still runs; a zombie does not. */
  static boolean runs(long pid) {
    return ProcessHandle.of(pid).isPresent()
        && field(pid, "State:").map(state -> !state.startsWith("Z")).orElse(!visible());
  }

  /** The largest resident set the process ever had, in MiB. */
  static long peakMebibytes(long pid) {
    return Long.parseLong(field(pid, "VmHWM:").orElseThrow().replaceAll("\\D", "")) / 1024;
  }

  /** The bytes the process has read so far, from anywhere. */
  static long bytesRead(long pid) {
    return read(PROC.resolve(pid + "/io"))
        .lines()
        .filter(line -> line.startsWith("rchar:"))
        .mapToLong(line -> Long.parseLong(line.substring(6).trim()))
        .sum();
  }

  /** How a failure names a process. */
  static String describe(ProcessHandle process) {
    String command = read(PROC.resolve(process.pid() + "/cmdline")).replace('\0', ' ');
    return process.pid() + " " + command;
  }

  private static boolean has(ProcessHandle process, String entry) {
    String environment = read(PROC.resolve(process.pid() + "/environ"));
    return Stream.of(environment.split("\0")).anyMatch(entry::equals) && runs(process.pid());
  }

  private static Optional<String> field(long pid, String name) {
    return read(PROC.resolve(pid + "/status"))
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).trim())
        .findFirst();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
