// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.util.List;

/** An input that can't be used: exit 2, with all that is wrong with it, a line each. */
final class WrongInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> lines;

  WrongInput(List<String> lines) {
    super(String.join("\n", lines), null, false, false);
    this.lines = List.copyOf(lines);
  }

  WrongInput(String line) {
    this(List.of(line));
  }

  List<String> lines() {
    return lines;
  }
}
