// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;

/**
 * The text of values, unless it is too long to print: a value that holds its parts many times over
 * is small in memory and gigabytes on paper.
 */
final class Paper {
  /** So many UTF-16 units, which are held in memory before they are printed. */
  static final int ROOM = 50_000_000;

  private Paper() {}

  /** JSON on several lines, all but the first of which begin with a prefix; {@code used} before. */
  static String pretty(Value value, String prefix, int used) {
    return Json.pretty(value, prefix, "  ", length -> fits((long) used + length));
  }

  /** JSON without spaces. */
  static String plain(Value value) {
    return Json.write(value, Paper::fits);
  }

  /** Refuses a text that is too long. */
  static void fits(long length) {
    if (length > ROOM) {
      throw new WrongInput(
          "the result takes more than " + ROOM + " characters: ask for a part of it");
    }
  }
}
