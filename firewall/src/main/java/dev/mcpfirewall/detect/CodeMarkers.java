package dev.mcpfirewall.detect;

import java.util.Optional;

/** Signs of a reverse or web shell written in some other language: a connection and a shell in one text. */
final class CodeMarkers {
  private static final String[][] PAIRS = {
    {"/dev/tcp/", ""}, {"/inet/tcp/", ""}, {"meterpreter", "reverse"},
    {"fsockopen(", "/bin/"}, {"fsockopen(", "exec("}, {"TCPClient(", "GetStream"}, {"TcpClient(", "Process"},
    {"socket.socket(", "/bin/"}, {"socket.socket(", "subprocess"}, {"s.socket(", "subprocess"}, {"socket.socket(", "pty.spawn"},
    {"TCPSocket.new(", "exec"}, {"IO::Socket::INET", "system"}, {"IO::Socket::INET", "exec"}, {"Socket.tcp", "Process"},
    {"new Socket(", "/bin/"}, {"new Socket(", "cmd"}, {"net.Dial(", "exec.Command"}, {"Socket.connect(", "Process.start"},
    {"socket.tcp()", "os.execute"}, {"socket.tcp()", "io.popen"}, {"net.connect(", "child_process"}, {"net.Socket(", "spawn("},
    {"system($_", ""}, {"shell_exec($_", ""}, {"passthru($_", ""}, {"eval($_", ""}, {"exec($_REQUEST", ""}, {"$_REQUEST[", "system("},
    {"Runtime.getRuntime().exec", "/dev/tcp"}, {"Runtime.getRuntime().exec", "Socket"}, {"WSAConnect", "CreateProcess"}
  };

  private CodeMarkers() {}

  /** Where one is found. */
  static Optional<Integer> reverseShell(String text) {
    for (String[] pair : PAIRS) {
      int at = text.indexOf(pair[0]);
      if (at >= 0 && text.contains(pair[1])) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
