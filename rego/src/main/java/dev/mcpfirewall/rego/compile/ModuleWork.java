// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.compile.names.Unit;
import java.util.List;

/** A module on its way through the stages. */
record ModuleWork(Module module, Unit unit, List<Work> rules) {
  private static final List<String> NOT = List.of("future", "keywords", "not");

  /** Whether {@code not} reaches all of its literal: {@code import future.keywords.not}. */
  boolean wholeNegation() {
    for (Module.Import each : module.imports()) {
      if (each.path().equals(NOT)) {
        return true;
      }
    }
    return false;
  }
}
