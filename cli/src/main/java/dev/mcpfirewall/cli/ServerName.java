package dev.mcpfirewall.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The name a server goes by where nobody gave it one. */
final class ServerName {
  private static final Set<String> RUNNERS =
      Set.of(
          "npx", "npm", "pnpm", "bunx", "bun", "deno", "yarn", "exec", "dlx", "x", "node", "uvx",
          "uv", "pipx", "run", "python", "python3", "java", "docker", "sh", "bash", "cmd", "env");

  private ServerName() {}

  /**
   * The name made from its command: the first word that is neither a flag nor a program which only
   * runs others, without path, scope, version and ending. {@code npx -y
   * @modelcontextprotocol/server-filesystem .} is {@code server-filesystem}.
   */
  static String of(List<String> command) {
    return command.stream()
        .filter(word -> !word.startsWith("-"))
        .map(ServerName::stem)
        .filter(word -> !word.isEmpty() && !RUNNERS.contains(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(() -> stem(command.getFirst()));
  }

  private static String stem(String word) {
    String last = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    int version = last.indexOf('@', 1);
    String bare = version > 0 ? last.substring(0, version) : last;
    for (String ending : List.of(".exe", ".cmd", ".bat", ".mjs", ".cjs", ".js", ".ts", ".py", ".jar", ".sh")) {
      if (bare.length() > ending.length() && bare.toLowerCase(Locale.ROOT).endsWith(ending)) {
        return bare.substring(0, bare.length() - ending.length());
      }
    }
    return bare;
  }
}
