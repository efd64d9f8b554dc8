// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

/**
 * A word as the command gets it: quotes and escapes undone, expansions left as they are written.
 *
 * @param text what it says
 * @param quoted whether any of it stood in quotes
 */
public record Word(String text, boolean quoted) {
  /** Whether it is an option. */
  public boolean isOption() {
    return text.length() > 1 && text.charAt(0) == '-';
  }

  /** The last component, where it names a program by path; lower-case, without {@code .exe}. */
  public String program() {
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    String name = text.substring(slash + 1).toLowerCase(java.util.Locale.ROOT);
    return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
  }
}
