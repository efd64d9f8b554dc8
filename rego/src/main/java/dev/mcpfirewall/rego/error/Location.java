// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.error;

/**
 * A place in a source: half open, in UTF-16 units of its text. Lines and columns are worked out
 * when asked for.
 */
public record Location(Source source, int start, int end) {
  /** Where nothing was written: made by the compiler, or from values. */
  public static final Location NONE = new Source("", "").at(0, 0);

  /** From 1. */
  public int line() {
    return source.line(start);
  }

  /** From 1, in code points. */
  public int column() {
    return source.column(start);
  }

  /** What is written there. */
  public String text() {
    return source.text().substring(start, Math.min(end, source.text().length()));
  }

  /** From the start of this one to the end of the other. */
  public Location to(Location other) {
    return new Location(source, start, Math.max(end, other.end));
  }

  /** {@code name:line:column}, without the name where it is empty. */
  @Override
  public String toString() {
    return (source.name().isEmpty() ? "" : source.name() + ":") + line() + ":" + column();
  }
}
