// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands that run somebody else's code or give away a shell. */
final class Execution {
  private static final Set<String> FETCHERS =
      Set.of("curl", "wget", "fetch", "aria2c", "http", "lynx", "xh", "lwp-download", "ftp");
  private static final Set<String> DECODERS =
      Set.of(
          "base64", "base32", "b64decode", "xxd", "openssl", "uudecode", "rev", "gunzip", "zcat");
  private static final Set<String> CONNECTORS =
      Set.of("nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "socat", "telnet", "openssl");

  private Execution() {}

  static Optional<Danger> of(ShellCommand command, Surroundings around) {
    String program = command.program();
    if (isNetworkDevice(command)) {
      return Optional.of(Danger.REVERSE_SHELL);
    }
    if (CONNECTORS.contains(program)) {
      Optional<Danger> shell = connector(command, around);
      if (shell.isPresent()) {
        return shell;
      }
    }
    if (program.equals("msfvenom") || program.equals("msfconsole")) {
      return Optional.of(Danger.REVERSE_SHELL);
    }
    Optional<Danger> opened = tunnel(command, program);
    if (opened.isPresent()) {
      return opened;
    }
    if (fromTemporary(command)) {
      return Optional.of(Danger.RUNS_TEMPORARY);
    }
    boolean runs =
        Programs.isShell(program)
            || Programs.isInterpreter(program)
            || program.equals("iex")
            || program.equals("source")
            || program.equals(".");
    if (runs) {
      return running(command, around);
    }
    if (program.equals("eval")
        && command.arguments().stream().anyMatch(w -> holdsFetch(w.text()))) {
      return Optional.of(Danger.RUNS_DOWNLOAD);
    }
    return Optional.empty();
  }

  /** Whether the program itself lies where anybody may write. */
  private static boolean fromTemporary(ShellCommand command) {
    String path =
        command.words().isEmpty() || command.start() == 0 ? "" : command.words().getFirst().text();
    return path.startsWith("/tmp/") || path.startsWith("/var/tmp/") || path.startsWith("/dev/shm/");
  }

  private static boolean isNetworkDevice(ShellCommand command) {
    return command.redirects().stream().anyMatch(r -> isNetwork(r.target()))
        || command.words().stream().anyMatch(w -> isNetwork(w.text()));
  }

  private static boolean isNetwork(String text) {
    return text.contains("/dev/tcp/") || text.contains("/dev/udp/") || text.contains("/inet/tcp/");
  }

  private static Optional<Danger> connector(ShellCommand command, Surroundings around) {
    boolean executes =
        command.hasFlag('e') || command.hasFlag('c') || command.has("--exec", "--sh-exec");
    boolean shell = command.words().stream().anyMatch(w -> namesShell(w.text()));
    if (executes
        && (shell || command.program().startsWith("n"))
        && !command.has("-z", "-zv", "-vz")) {
      return Optional.of(Danger.REVERSE_SHELL);
    }
    if (command.program().equals("socat")) {
      boolean runs =
          command.words().stream()
              .anyMatch(w ->
                  w.text().toUpperCase(java.util.Locale.ROOT).startsWith("EXEC:")
                      || w.text().toUpperCase(java.util.Locale.ROOT).startsWith("SYSTEM:"));
      return runs ? Optional.of(Danger.REVERSE_SHELL) : Optional.empty();
    }
    boolean fedByShell = Programs.isShell(around.feeding().program());
    return fedByShell ? Optional.of(Danger.REVERSE_SHELL) : Optional.empty();
  }

  private static boolean namesShell(String text) {
    return text.endsWith("/sh")
        || text.endsWith("/bash")
        || text.endsWith("/zsh")
        || Programs.isShell(text)
        || text.startsWith("cmd")
        || text.startsWith("powershell");
  }

  private static Optional<Danger> running(ShellCommand command, Surroundings around) {
    String feeder = around.feeding().program();
    boolean script = !command.operands().isEmpty() && !command.has("-", "-s", "/dev/stdin");
    if (!script || command.has("-c") && command.operands().isEmpty()) {
      if (FETCHERS.contains(feeder) || holdsFetch(around.feeding().line())) {
        return Optional.of(Danger.RUNS_DOWNLOAD);
      }
      boolean decoder = DECODERS.contains(feeder) && decodes(around.feeding());
      if (decoder || feeder.equals("printf") && around.feeding().line().contains("\\x")) {
        return Optional.of(Danger.RUNS_ENCODED);
      }
    }
    Optional<Danger> substituted = substituted(command);
    if (substituted.isPresent()) {
      return substituted;
    }
    boolean unknown =
        around.fed()
            && Programs.isShell(command.program())
            && (command.arguments().size() == 1 && command.has("-c") || command.has("{}"));
    if (unknown) {
      return Optional.of(Danger.RUNS_ENCODED);
    }
    Optional<Danger> coded =
        Programs.isInterpreter(command.program()) ? code(command) : Optional.empty();
    return coded.isPresent() ? coded : interactive(command);
  }

  /** What a shell runs that a substitution gives it. */
  private static Optional<Danger> substituted(ShellCommand command) {
    for (Word word : command.arguments()) {
      if (word.text().startsWith("<(")
          || word.text().startsWith("$(")
          || word.text().startsWith("`")) {
        if (holdsFetch(word.text())) {
          return Optional.of(Danger.RUNS_DOWNLOAD);
        }
        if (holdsDecode(word.text())) {
          return Optional.of(Danger.RUNS_ENCODED);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Danger> interactive(ShellCommand command) {
    boolean interactive = command.hasFlag('i') && Programs.isShell(command.program());
    boolean joined =
        command.redirects().stream()
            .anyMatch(r -> r.target().equals("0") || r.target().startsWith("&"));
    return interactive && joined ? Optional.of(Danger.REVERSE_SHELL) : Optional.empty();
  }

  /** What an interpreter's one-liner does by its own means. */
  private static Optional<Danger> code(ShellCommand command) {
    String line = command.line();
    if (line.contains("rmtree(")
        || line.contains("os.remove(")
        || line.contains("rmSync(")
        || line.contains("rm_rf")
        || line.contains("unlinkSync(")
        || line.contains("File.delete")
        || line.contains("unlink(")) {
      return Optional.of(Danger.DELETES_RECURSIVELY);
    }
    boolean decodes =
        line.contains("base64") || line.contains("b64decode") || line.contains("fromhex(");
    boolean executes =
        line.contains("exec(")
            || line.contains("subprocess")
            || line.contains("os.system(")
            || line.contains("eval(");
    if (decodes && executes) {
      return Optional.of(Danger.RUNS_ENCODED);
    }
    if (line.contains("urlopen(") && executes) {
      return Optional.of(Danger.RUNS_DOWNLOAD);
    }
    boolean deletes = line.contains(".delete") || line.contains(".clear");
    return deletes && line.contains("('") ? Optional.of(Danger.DELETES_REMOTE) : Optional.empty();
  }

  private static boolean decodes(ShellCommand command) {
    return switch (command.program()) {
      case "base64", "base32" ->
          command.hasFlag('d') || command.hasFlag('D') || command.has("--decode");
      case "xxd" -> command.hasFlag('r');
      case "openssl" -> command.has("-d");
      default -> true;
    };
  }

  static boolean holdsFetch(String text) {
    return text.contains("curl ")
        || text.contains("wget ")
        || text.contains("iwr ")
        || text.contains("urlopen(");
  }

  private static boolean holdsDecode(String text) {
    return text.contains("base64 -d")
        || text.contains("base64 --decode")
        || text.contains("xxd -r")
        || text.contains("base64 -D");
  }

  private static Optional<Danger> tunnel(ShellCommand command, String program) {
    List<String> operands = command.operands();
    boolean opens =
        switch (program) {
          case "cloudflared" -> command.has("tunnel");
          case "ngrok", "bore", "localtunnel", "chisel", "devtunnel", "frpc", "gost" ->
              !operands.isEmpty();
          case "code" -> command.has("tunnel");
          case "ssh" -> command.hasFlag('R') || command.hasFlag('D') && command.hasFlag('N');
          case "python3", "python" -> command.has("http.server", "SimpleHTTPServer");
          default -> false;
        };
    return opens ? Optional.of(Danger.OPENS_TUNNEL) : Optional.empty();
  }
}
