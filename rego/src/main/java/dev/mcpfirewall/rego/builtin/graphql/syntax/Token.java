// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

/**
 * A word of GraphQL.
 *
 * @param value what it says: names, numbers, strings; of an invalid one, what is wrong with it
 * @param line from 1
 * @param column from 1, in code points; of a string that of its first character
 */
record Token(Kind kind, String value, int line, int column) {

  /** As messages show it. */
  enum Kind {
    INVALID("<Invalid>"),
    EOF("<EOF>"),
    BANG("!"),
    DOLLAR("$"),
    AMP("&"),
    PAREN_LEFT("("),
    PAREN_RIGHT(")"),
    SPREAD("..."),
    COLON(":"),
    EQUALS("="),
    AT("@"),
    BRACKET_LEFT("["),
    BRACKET_RIGHT("]"),
    BRACE_LEFT("{"),
    BRACE_RIGHT("}"),
    PIPE("|"),
    NAME("Name"),
    INT("Int"),
    FLOAT("Float"),
    STRING("String"),
    BLOCK_STRING("BlockString");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  /** {@code Name "x"}, or the kind alone. */
  @Override
  public String toString() {
    return value.isEmpty() || kind == Kind.INVALID
        ? kind.toString()
        : kind + " " + Node.quote(value);
  }
}
