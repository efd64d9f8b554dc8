// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.format;

import dev.mcpfirewall.rego.ast.Module;

/**
 * The canonical text of a module: indented by tabs, rules an empty line apart, imports sorted
 * within their groups, comments where they stood. Formatting what was formatted changes nothing.
 *
 * <p>Stateless and thread-safe.
 */
public final class Formatter {
  private Formatter() {}

  /** The syntax to write. */
  public enum Target {
    /** That which the module was read with. */
    SAME,
    /** Both: {@code import rego.v1} stays or is added, and every rule is of the current syntax. */
    BOTH,
    /** The current one: the imports it has no need of are gone. */
    V1
  }

  /**
   * The text of a module. Where {@code target} is another syntax than the module's, the text says
   * the same in that one; names that are keywords there are not changed, so read the text again.
   */
  public static String format(Module module, Target target) {
    return new Statements(module, target).text();
  }
}
