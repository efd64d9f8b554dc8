// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

/** What the program's exit code says. A {@code wrap} exits with its server's code instead. */
final class ExitCode {
  /** All is well; for questions: yes. */
  static final int OK = 0;

  /** The answer is no: denied, not well, switched off. */
  static final int NO = 1;

  /** The command line, an input or the configuration is wrong. */
  static final int USAGE = 2;

  /** The program failed. */
  static final int INTERNAL = 3;

  private ExitCode() {}
}
