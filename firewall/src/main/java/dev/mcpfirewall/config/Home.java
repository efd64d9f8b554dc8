// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where mcp-firewall keeps its things: {@code ~/.mcp-firewall}, unless {@code MCP_FIREWALL_HOME}
 * moves it.
 *
 * @param directory absolute; need not exist
 * @param userHome the person's own directory; {@code ~} in the configuration means this
 */
public record Home(Path directory, Path userHome) {
  /** The environment variable that moves the home. */
  public static final String VARIABLE = "MCP_FIREWALL_HOME";

  /**
   * The home this process should use.
   *
   * @throws ConfigException as {@link #of}
   */
  public static Home ofProcess() {
    return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
  }

  /**
   * The home under these circumstances.
   *
   * @throws ConfigException if it would depend on the directory in which a client happens to start:
   *     a repository there could bring a configuration and a key of its own
   */
  public static Home of(Map<String, String> environment, Path userHome) {
    String moved = environment.getOrDefault(VARIABLE, "");
    Path person = userHome.toAbsolutePath().normalize();
    if (!moved.isBlank()) {
      return new Home(absolute(Path.of(moved), "`" + moved + "` is not an absolute path"), person);
    }
    return new Home(
        absolute(userHome, "it is not set, and nobody knows this user's home directory")
            .resolve(".mcp-firewall"),
        person);
  }

  private static Path absolute(Path path, String otherwise) {
    if (!path.isAbsolute()) {
      throw ConfigException.of(
          Position.of(VARIABLE),
          Problem.Kind.BAD_VALUE,
          otherwise,
          "write it from the root, as in `/home/ann/.mcp-firewall`: a relative one would be looked"
              + " for in whatever directory a client starts in, and a repository could bring it");
    }
    return path.normalize();
  }

  /** The user's configuration. */
  public Path config() {
    return directory.resolve("config.yaml");
  }

  /** The kill switch: while this file exists, everything is refused. */
  public Path kill() {
    return directory.resolve("kill");
  }

  /** The directories whose project files may loosen things. */
  public Path trust() {
    return directory.resolve("trust");
  }

  /** Compiled configuration. */
  public Path cache() {
    return directory.resolve("cache");
  }

  /** The audit log, unless the configuration moves it. */
  public Path audit() {
    return directory.resolve("audit");
  }

  /** Signing keys. */
  public Path keys() {
    return directory.resolve("keys");
  }
}
