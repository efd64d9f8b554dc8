// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

/** A text would be longer than {@link TextBuffer#MAX}. */
public final class TextTooLong extends RuntimeException {
  private static final long serialVersionUID = 1;

  TextTooLong() {
    super("text longer than " + TextBuffer.MAX + " characters", null, false, false);
  }
}
