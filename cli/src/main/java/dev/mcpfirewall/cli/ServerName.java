// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** The name a server goes by where nobody gave it one. */
final class ServerName {
  private static final Set<String> RUNNERS =
      Set.of(
          "npx", "npm", "pnpm", "bunx", "bun", "deno", "yarn", "exec", "dlx", "x", "node", "uvx",
          "uv", "pipx", "run", "python", "python3", "java", "docker", "podman", "sh", "bash", "cmd",
          "env");

  private static final List<String> ENDINGS =
      List.of(
          ".exe", ".cmd", ".bat", ".mjs", ".cjs", ".js", ".mts", ".ts", ".py", ".jar", ".sh",
          ".rb");

  /** What half of all servers call the script that is started. */
  private static final Set<String> ENTRIES =
      Set.of("server", "index", "main", "__main__", "app", "start", "run", "cli", "mcp");

  /** Where such scripts are kept below the folder that has the name. */
  private static final Set<String> LAYOUT =
      Set.of(
          "", ".", "..", "src", "dist", "build", "out", "bin", "lib", "libs", "target", "server");

  /** Names of packages that say nothing without whose they are: {@code @playwright/mcp}. */
  private static final Set<String> GENERIC = Set.of("mcp", "mcp-server", "server-mcp", "server");

  private static final Set<String> CONTAINERS = Set.of("docker", "podman");

  /** Options of theirs whose value is a word of its own. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-e",
          "--env",
          "--env-file",
          "-v",
          "--volume",
          "--mount",
          "-p",
          "--publish",
          "-u",
          "--user",
          "-w",
          "--workdir",
          "-l",
          "--label",
          "-h",
          "--hostname",
          "-m",
          "--memory",
          "--name",
          "--network",
          "--net",
          "--entrypoint",
          "--platform",
          "--add-host",
          "--cpus",
          "--pull",
          "--ipc",
          "--tmpfs",
          "--cap-add",
          "--cap-drop",
          "--security-opt");

  private ServerName() {}

  /**
   * The name made from its command: the first word that is neither a flag nor a program which only
   * runs others, without path, scope, version and ending. {@code npx -y
   * @modelcontextprotocol/server-filesystem .} is {@code server-filesystem}, {@code npx
   * @playwright/mcp} is {@code playwright-mcp}. A script named like
   * any other, {@code weather/dist/index.js}, goes by its folder: {@code weather}.
   *
   * @param directory where the command runs; absolute
   */
  static String of(List<String> command, Path directory) {
    boolean container = CONTAINERS.contains(stem(command.getFirst()).toLowerCase(Locale.ROOT));
    return IntStream.range(0, command.size())
        .filter(i -> !(container && i > 0 && WITH_VALUE.contains(command.get(i - 1))))
        .mapToObj(command::get)
        .filter(word -> !word.startsWith("-") && !isRunner(word))
        .findFirst()
        .map(word -> container ? withoutTag(word) : word)
        .map(word -> isEntry(word) ? folder(word, directory) : owned(word))
        .orElseGet(() -> stem(command.getFirst()));
  }

  private static String withoutTag(String image) {
    int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
    return tag > 0 ? image.substring(0, tag) : image;
  }

  /** {@code @playwright/mcp} is {@code playwright-mcp}. */
  private static String owned(String word) {
    String[] parts = word.split("/", -1);
    String owner = parts.length > 1 ? parts[parts.length - 2].replaceFirst("^@", "") : "";
    boolean isPackage = word.startsWith("@") && parts.length == 2 || parts.length > 2;
    return GENERIC.contains(stem(word)) && isPackage && owner.matches("[A-Za-z0-9][A-Za-z0-9._-]*")
        ? owner + "-" + stem(word)
        : stem(word);
  }

  private static boolean isRunner(String word) {
    String stem = stem(word);
    return stem.isEmpty() || !isScript(word) && RUNNERS.contains(stem.toLowerCase(Locale.ROOT));
  }

  private static boolean isEntry(String word) {
    return isScript(word) && ENTRIES.contains(stem(word).toLowerCase(Locale.ROOT));
  }

  private static String folder(String script, Path directory) {
    String path = script.replace('\\', '/');
    boolean isAbsolute = path.startsWith("/") || path.startsWith(":", 1);
    String whole = isAbsolute ? path : directory.toString().replace('\\', '/') + "/" + path;
    List<String> folders = List.of(whole.substring(0, whole.lastIndexOf('/') + 1).split("/"));
    return folders.reversed().stream()
        .filter(folder -> !LAYOUT.contains(folder.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(() -> stem(script));
  }

  private static boolean isScript(String word) {
    return !stem(word).equals(bare(word));
  }

  private static String stem(String word) {
    String bare = bare(word);
    for (String ending : ENDINGS) {
      if (bare.length() > ending.length() && bare.toLowerCase(Locale.ROOT).endsWith(ending)) {
        return bare.substring(0, bare.length() - ending.length());
      }
    }
    return bare;
  }

  /** The last part of a path, without a package's version. */
  private static String bare(String word) {
    String last = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    int version = last.indexOf('@', 1);
    return version > 0 ? last.substring(0, version) : last;
  }
}
