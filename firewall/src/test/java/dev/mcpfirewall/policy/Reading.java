// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** YAML in, a policy or problems out. */
public record Reading(Path root) {
  /** The file that is read. */
  public Path file() {
    return root.resolve("c.yaml");
  }

  /** The policy that the YAML alone makes. */
  public LoadedPolicy load(String yaml) {
    write("c.yaml", yaml);
    Home home = Home.of(Map.of(Home.VARIABLE, root.resolve("h").toString()), root);
    return new PolicyLoader(home).load(root, Optional.of(file()));
  }

  /** Its first book. */
  public Rulebook book(String yaml) {
    return load(yaml).policy().books().getFirst();
  }

  /** A file beside the YAML. */
  public Path write(String name, String content) {
    try {
      Path path = root.resolve(name);
      Files.createDirectories(path.resolveSibling(""));
      return Files.write(path, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with the YAML. */
  public List<Problem> problems(String yaml) {
    try {
      load(yaml);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }
}
