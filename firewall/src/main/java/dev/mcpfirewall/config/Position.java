// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

/**
 * A place in a configuration file.
 *
 * @param file the file as a person would name it
 * @param line 1 or more; 0 when the whole file is meant
 * @param column 1 or more, in code points; 0 when the whole file is meant
 */
public record Position(String file, int line, int column) {
  /** The file as a whole. */
  public static Position of(String file) {
    return new Position(file, 0, 0);
  }

  /** {@code file:line:column}, or just the file when it is meant as a whole. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
