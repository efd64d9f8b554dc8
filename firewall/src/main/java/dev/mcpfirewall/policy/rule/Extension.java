// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rule;

import dev.mcpfirewall.config.Position;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands beside the YAML.
 *
 * @param modules Rego files that {@code rego:} names, read
 * @param documents JSON and YAML files that {@code data:} names, read
 */
public record Extension(List<Module> modules, List<Document> documents) {
  /** Nothing. */
  public static final Extension NONE = new Extension(List.of(), List.of());

  public Extension {
    modules = List.copyOf(modules);
    documents = List.copyOf(documents);
  }

  /**
   * A Rego file.
   *
   * @param legacy whether it is read with the older syntax ({@code rego_version: v0})
   */
  public record Module(Path file, String text, boolean legacy, Position at) {}

  /**
   * A document under {@code data.mcp_firewall.files}.
   *
   * @param name under which policies find it
   * @param json its content
   */
  public record Document(String name, Path file, String json, Position at) {}
}
