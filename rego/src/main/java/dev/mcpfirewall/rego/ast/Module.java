// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.ast;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.Source;
import java.util.List;
import java.util.Optional;

/**
 * A file.
 *
 * @param version of the syntax it was read with: a {@code rego.v1} import makes it {@link
 *     Version#V1}
 * @param name the package: {@code data.a.b} as {@code ["a", "b"]}
 * @param annotations all {@code # METADATA} blocks, in the order of the text
 */
public record Module(
    Source source,
    Version version,
    Package name,
    List<Import> imports,
    List<Rule> rules,
    List<Comment> comments,
    List<Annotations> annotations) {
  public Module {
    imports = List.copyOf(imports);
    rules = List.copyOf(rules);
    comments = List.copyOf(comments);
    annotations = List.copyOf(annotations);
  }

  /** The two syntaxes. */
  public enum Version {
    V0,
    V1
  }

  /** {@code package a.b}, without {@code data}; named as the language names it. */
  @SuppressWarnings("AvoidCommonTypeNames")
  public record Package(Location at, List<String> path) {
    public Package {
      path = List.copyOf(path);
    }
  }

  /**
   * {@code import data.a.b as c}: the path starts with {@code data}, {@code input}, {@code future}
   * or {@code rego}.
   */
  public record Import(Location at, List<String> path, Optional<String> alias) {
    public Import {
      path = List.copyOf(path);
    }
  }

  /** {@code # text}, without the hash. */
  public record Comment(Location at, String text) {}
}
