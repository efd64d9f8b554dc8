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

  /** The home this process should use. */
  public static Home ofProcess() {
    return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
  }

  /** The home under these circumstances. */
  public static Home of(Map<String, String> environment, Path userHome) {
    String moved = environment.getOrDefault(VARIABLE, "");
    Path person = userHome.toAbsolutePath().normalize();
    return moved.isBlank()
        ? new Home(person.resolve(".mcp-firewall"), person)
        : new Home(Path.of(moved).toAbsolutePath().normalize(), person);
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
