// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
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

  /** From here on one pass for all words is cheaper than one for each. */
  private static final int LONG = 4096;

  private static final BitSet EVERY_WORD = new BitSet();

  static {
    EVERY_WORD.set(0, WORDS.length);
  }

  /** Made when the first long text comes. */
  private static final class Automaton {
    private static final KeywordAutomaton FIRSTS =
        new KeywordAutomaton(Arrays.stream(WORDS).map(pair -> pair[0]).toList());

    /** Which words may stand in the text: the automaton ignores case. */
    static BitSet words(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      BitSet seen = new BitSet();
      long stop = FIRSTS.next(bytes, 0, bytes.length, 0);
      while (stop >= 0) {
        int state = (int) stop & 0xFFFF;
        for (int word : FIRSTS.ending(state)) {
          seen.set(word);
        }
        stop = FIRSTS.next(bytes, (int) (stop >>> 16) + 1, bytes.length, state);
      }
      return seen;
    }
  }

  private CodeMarkers() {}

  /** Where one is found. */
  static Optional<Integer> reverseShell(String text) {
    BitSet possible = text.length() <= LONG ? EVERY_WORD : Automaton.words(text);
    for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
      int at = text.indexOf(WORDS[i][0]);
      if (at >= 0 && text.contains(WORDS[i][1])) {
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
