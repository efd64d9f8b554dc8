// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/** The references to {@code data} and {@code input} in a rule, while it is read. */
public final class Documents {
  private List<Term> read = new ArrayList<>();
  private List<Term> replaced = new ArrayList<>();

  /**
   * Those of a rule.
   *
   * @param read whose values it needs
   * @param replaced the targets of {@code with}
   */
  public record Found(List<Term> read, List<Term> replaced) {
    /** Of a rule that has not been read. */
    public static final Found NONE = new Found(List.of(), List.of());
  }

  /** Takes note of one whose value is needed. */
  public void read(Term reference) {
    read.add(reference);
  }

  /** Takes note of one that is replaced. */
  public void replace(Term target) {
    replaced.add(target);
  }

  /** What was found since the last time. */
  public Found take() {
    Found found = new Found(read, replaced);
    read = new ArrayList<>();
    replaced = new ArrayList<>();
    return found;
  }
}
