// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Globals;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** Makes the names of rules absolute. */
final class Heads {
  private Heads() {}

  /** The rule with the path of its package before its name. */
  static Rule absolute(Rule rule, List<Term> path, Unit unit) {
    Rule.Head head = rule.head();
    Term name = head.name();
    String first = Globals.firstName(name);
    if (unit.guarded() && Variables.isRoot(first)) {
      unit.problems()
          .compile(rule.at(), "rules must not shadow " + first + " (use a different rule name)");
    }
    List<Term> rest = RuleTree.path(name);
    List<Term> full = new ArrayList<>(path.size() + rest.size() + 1);
    full.addAll(path);
    full.add(new Term.Scalar(name.at(), StringValue.of(first)));
    full.addAll(rest);
    return new Rule(
        rule.at(),
        rule.isDefault(),
        new Rule.Head(
            head.at(),
            new Term.Ref(name.at(), new Term.Var(name.at(), "data"), full),
            head.arguments(),
            head.key(),
            head.value(),
            head.assigned()),
        rule.body(),
        rule.otherwise(),
        rule.annotations());
  }
}
