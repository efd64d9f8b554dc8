// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/** The record could not be written. The message says what and where, for a person. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened, and the cause. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
