// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.scan;

import dev.mcpfirewall.detect.Rule;
import java.util.Locale;

/**
 * Something found in a file. It never carries the text, only where that stands.
 *
 * @param file as a person here would name it
 * @param from the first character
 * @param to behind the last character
 */
record Spot(String file, Rule rule, Position from, Position to) {
  /**
   * A place in a file.
   *
   * @param offset in bytes, from 0
   * @param line from 1
   * @param column in code points, from 1
   */
  record Position(int offset, int line, int column) {}

  /** How bad it is, as output spells it. */
  String severity() {
    return rule.level().name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for a person. */
  String words() {
    return Looking.of(rule.topic()).words();
  }
}
