// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/**
 * Where a command reads from or writes to.
 *
 * @param kind how
 * @param target the file; or the text itself for {@link Kind#TEXT}
 */
public record Redirect(Kind kind, String target) {
  /** How. */
  public enum Kind {
    /** {@code <}. */
    READ,
    /** {@code >}, {@code >|}, {@code &>}. */
    WRITE,
    /** {@code >>}. */
    APPEND,
    /** {@code <>}. */
    BOTH,
    /** A here-document or here-string. */
    TEXT
  }
}
