// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.RegoText.Condition;
import dev.mcpfirewall.policy.compile.RegoText.Passage;
import java.util.ArrayList;
import java.util.List;

/** A module while it is written, in the form that the formatter gives it. Of one thread. */
final class Page {
  private final StringBuilder text = new StringBuilder();
  private final List<Passage> passages = new ArrayList<>();
  private int line = 1;
  private boolean commented;

  /**
   * What a passage is made of.
   *
   * @param at {@code file:line:column}, may be empty
   */
  record Origin(PolicyStage stage, String rule, String at) {}

  /** A comment on what comes next. */
  Page comment(String comment) {
    blank();
    put(Terms.comment(comment));
    commented = true;
    return this;
  }

  private void blank() {
    if (line > 1 && !commented) {
      put("");
    }
    commented = false;
  }

  /** Lines that stand as they are, a blank one before them unless they are the first. */
  Page block(String... lines) {
    blank();
    for (String each : lines) {
      put(each);
    }
    return this;
  }

  /** {@code head if { body }} of a rule of the policy. */
  void rule(Origin origin, String head, Body body) {
    blank();
    put(Terms.comment(origin.rule + (origin.at.isEmpty() ? "" : ", " + origin.at)));
    int first = line;
    List<Condition> conditions = definition(head, body);
    passages.add(new Passage(first, line - 1, origin.stage, origin.rule, origin.at, conditions));
  }

  /** {@code head if { body }}, which is no rule by itself. */
  void helper(String head, Body body) {
    blank();
    definition(head, body);
  }

  private List<Condition> definition(String head, Body body) {
    List<Condition> conditions = new ArrayList<>();
    if (body.isEmpty()) {
      put(head);
      return conditions;
    }
    put(head + " if {");
    for (Body.Line each : body.lines()) {
      if (!each.otherwise().isEmpty()) {
        conditions.add(new Condition(line, each.otherwise()));
      }
      put("\t" + each.text());
    }
    put("}");
    return conditions;
  }

  private void put(String one) {
    text.append(one).append('\n');
    line++;
  }

  RegoText done(String name) {
    return new RegoText(name, text.toString(), passages);
  }
}
