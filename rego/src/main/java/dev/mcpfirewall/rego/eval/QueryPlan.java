// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.eval.node.Ends;
import dev.mcpfirewall.rego.eval.node.Expr;
import dev.mcpfirewall.rego.eval.node.Node;
import dev.mcpfirewall.rego.eval.node.Probe;
import dev.mcpfirewall.rego.eval.node.Scope;
import dev.mcpfirewall.rego.eval.node.Session;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query ready to be evaluated. Immutable and thread-safe. */
public final class QueryPlan {
  private final Node entry;
  private final int frame;
  private final int results;

  private QueryPlan(Node entry, int frame, int results) {
    this.entry = entry;
    this.frame = frame;
    this.results = results;
  }

  static QueryPlan of(Body body, Map<String, String> variables, Names names, int results) {
    Block block = Block.in(new Block.Slots());
    LiteralPlanner literals = new LiteralPlanner(names);
    Probing probing = Probing.begin(Probe.Kind.QUERY, body.at(), names, block);
    Expr[] expressions = new Expr[body.literals().size()];
    boolean alone = expressions.length == 1;
    int i = 0;
    for (Literal literal : body.literals()) {
      expressions[i++] = literals.captured(literal, alone, block);
    }
    Value[] written = new Value[variables.size()];
    int[] slots = new int[written.length];
    int v = 0;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      written[v] = StringValue.of(variable.getKey());
      slots[v++] = block.slot(variable.getValue());
    }
    probing.end(block);
    Node entry = block.end(new Ends.Report(written, slots, expressions));
    return new QueryPlan(entry, block.slots().size(), results);
  }

  /** Evaluates it; {@code rows} takes one row after another. */
  public void run(Session session, @Nullable Value input, @Nullable Value data, Ends.Rows rows) {
    session.collects(rows);
    try {
      entry.run(new Scope(session, input, data, results), new Value[frame]);
    } catch (LimitExceeded e) {
      throw session.beyond(e);
    }
  }
}
