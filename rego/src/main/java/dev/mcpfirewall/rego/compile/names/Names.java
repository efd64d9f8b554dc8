// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import java.util.HashMap;
import java.util.Map;

/** Makes variables that no text has, and remembers what they stand for. Of one compilation. */
public final class Names {
  public static final String PREFIX = "__local";

  private final String prefix;
  private final Map<String, String> written = new HashMap<>();
  private int next;

  /**
   * @param infix what tells a query's variables from those of its rules
   * @param first the number to start with
   */
  public Names(String infix, int first) {
    this.prefix = PREFIX + infix;
    this.next = first;
  }

  /** The first number that no variable written in a text has. */
  public static int free(String text, int atLeast) {
    int free = atLeast;
    for (int at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, at + 1)) {
      int digit = at + PREFIX.length();
      int number = 0;
      while (digit < text.length()
          && Character.isDigit(text.charAt(digit))
          && number < 99_999_999) {
        number = number * 10 + Character.digit(text.charAt(digit++), 10);
      }
      free = Math.max(free, number + 1);
    }
    return free;
  }

  /** A variable for what the text doesn't name. */
  public Term.Var fresh(Location at) {
    return new Term.Var(at, name());
  }

  /** A variable's name for what the text calls {@code name}. */
  public String fresh(String name) {
    String fresh = name();
    written.put(fresh, name);
    return fresh;
  }

  private String name() {
    return prefix + next++ + "__";
  }

  /** What the text calls a variable; itself where it is as it was written. */
  public String text(String name) {
    return written.getOrDefault(name, name);
  }

  /** Whether there is nothing in the text that people would know it by. */
  public boolean isUnnamed(String name) {
    return name.startsWith("$") || name.startsWith(PREFIX) && !written.containsKey(name);
  }

  public Map<String, String> written() {
    return written;
  }
}
