// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** How the scanned bytes spell their text. */
public enum Escaping {
  /** UTF-8 as it is. */
  NONE,
  /** The inside of a JSON string: valid UTF-8 with JSON's backslash escapes. */
  JSON
}
