// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import java.util.ArrayList;
import java.util.List;

/** What must hold for a rule, line by line. Of one thread. */
final class Body {
  private final List<Line> lines = new ArrayList<>();

  /**
   * A line.
   *
   * @param otherwise what is the case where it does not hold; empty where that goes without saying
   */
  record Line(String text, String otherwise) {}

  Body and(String text, String otherwise) {
    lines.add(new Line(text, otherwise));
    return this;
  }

  Body and(String text) {
    return and(text, "");
  }

  Body and(Body more) {
    lines.addAll(more.lines);
    return this;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }
}
