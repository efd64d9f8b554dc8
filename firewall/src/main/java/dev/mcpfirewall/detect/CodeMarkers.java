// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signs of a reverse or web shell written in some other language: a connection and a shell in one
 * text. Cost: a few searches the JVM does by vector, and a look at the word before each {@code
 * '('}.
 */
final class CodeMarkers {
  /**
   * Calls, each with words of which one must stand anywhere in the text; an empty word always does.
   */
  private static final Map<String, List<String>> CALLS =
      Map.ofEntries(
          Map.entry("fsockopen", List.of("/bin/", "exec(", "passthru(", "popen(", "cmd")),
          Map.entry("TCPClient", List.of("GetStream", "iex", "SslStream", "Process")),
          Map.entry("TcpClient", List.of("GetStream", "iex", "SslStream", "Process")),
          Map.entry("socket", List.of("/bin/sh", "/bin/bash", "subprocess", "pty.spawn", "dup2")),
          Map.entry("new", List.of("TCPSocket")),
          Map.entry(
              "Socket",
              List.of(
                  "/bin/sh", "/bin/bash", "cmd.exe", "child_process", "Runtime.getRuntime().exec")),
          Map.entry("Dial", List.of("exec.Command")),
          Map.entry(
              "connect",
              List.of(
                  "Process.start",
                  "child_process",
                  "Process.run",
                  "Process.new",
                  "os.execute",
                  "io.popen")),
          Map.entry("tcp", List.of("os.execute", "io.popen", "Process.run", "Process.new")),
          Map.entry("WSAConnect", List.of("CreateProcess")));

  /** Words that tell by themselves, or with another. */
  private static final String[][] WORDS = {
    {"/dev/tcp/", ""},
    {"/inet/tcp/", ""},
    {"meterpreter", "reverse"},
    {"IO::Socket::INET", "system"},
    {"IO::Socket::INET", "exec"},
    {"mkfifo", "| nc "},
    {"mkfifo", "|nc "},
    {"nc -e /bin/", ""},
    {"Net.Sockets", "iex"},
    {"Net.Sockets", "SslStream"},
    {"$_REQUEST[", "system("},
    {"($_GET[", "system("},
    {"($_POST[", "eval("},
    {"($_POST[", "system("},
    {"Process", "c.connect(\""}
  };

  private CodeMarkers() {}

  /** Where one is found. */
  static Optional<Integer> reverseShell(String text) {
    for (String[] pair : WORDS) {
      int at = text.indexOf(pair[0]);
      if (at >= 0 && text.contains(pair[1])) {
        return Optional.of(at);
      }
    }
    Set<String> tried = new HashSet<>();
    for (int at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
      int start = at;
      while (start > 0 && at - start < 12 && Character.isLetter(text.charAt(start - 1))) {
        start--;
      }
      String call = at - start > 2 ? text.substring(start, at) : "";
      if (CALLS.containsKey(call) && tried.add(call) && with(text, call)) {
        return Optional.of(start);
      }
    }
    return Optional.empty();
  }

  private static boolean with(String text, String call) {
    for (String word : CALLS.getOrDefault(call, List.of())) {
      boolean socket = !call.equals("new") || text.contains("popen") || text.contains("exec");
      if (socket && text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
