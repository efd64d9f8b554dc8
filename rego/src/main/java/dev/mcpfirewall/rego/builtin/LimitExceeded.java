// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

/**
 * A bound of this engine's own: OPA would answer, or work without end. Whoever evaluates makes it
 * an {@code eval_limit_error}, strict or not, so that nobody mistakes it for what {@link
 * BuiltinError} is, a "no" of the function. Without a stack trace.
 */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was too much: {@code text longer than 16777216 characters}. */
  public LimitExceeded(String message) {
    super(message, null, false, false);
  }
}
