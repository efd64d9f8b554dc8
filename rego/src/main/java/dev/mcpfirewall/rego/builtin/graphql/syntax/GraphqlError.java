// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

/** What is wrong with a text or a tree, and where; line 0 where no text is known. */
public final class GraphqlError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;
  private final int line;
  private final int column;

  GraphqlError(String text, int line, int column) {
    super(text, null, false, false);
    this.text = text;
    this.line = line;
    this.column = column;
  }

  /** What is wrong, in gqlparser's words. */
  public String text() {
    return text;
  }

  /** From 1; 0 where no text is known. */
  public int line() {
    return line;
  }

  /** From 1, in code points. */
  public int column() {
    return column;
  }

  /** {@code input:3:4: text}, as gqlparser prints it. */
  public String listed() {
    return "input" + (line > 0 ? ":" + line + ":" + column : "") + ": " + text;
  }
}
