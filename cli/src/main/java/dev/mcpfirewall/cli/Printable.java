// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

/** Text of others, made safe for a terminal. */
final class Printable {
  private Printable() {}

  /** The text without control and invisible characters, which could move the cursor or lie. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
