// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What the commands see of the world.
 *
 * @param directory what paths are relative to
 * @param in what is piped in
 * @param out for answers
 * @param err for everything else
 */
public record Console(Path directory, InputStream in, PrintWriter out, PrintWriter err) {
  /** All is well. */
  static final int OK = 0;

  /** The answer is no: errors found, tests failed, undefined where that was asked. */
  static final int NO = 1;

  /** The command line or an input is wrong. */
  static final int WRONG = 2;
}
