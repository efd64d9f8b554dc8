// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.eval;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.Builtins;
import dev.mcpfirewall.rego.eval.node.RuleGroup;
import dev.mcpfirewall.rego.eval.node.Tree;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names mean: rules by path, built-ins.
 *
 * @param written what stood in the text for the compiler's variables
 * @param probed whether steps tell a probe
 */
record Names(Tree root, Builtins builtins, Map<String, String> written, boolean probed) {

  static final String INPUT = "input";
  static final String DATA = "data";

  /** A variable as it stands in the text. */
  String shown(String variable) {
    return written.getOrDefault(variable, variable);
  }

  /** The built-in that an operator, or the target of a {@code with}, names. */
  Optional<Builtin> builtin(Term operator) {
    String name = dotted(operator);
    return name == null ? Optional.empty() : builtins.find(name);
  }

  /** The function of the policy that a term names. */
  RuleGroup.@Nullable Function function(Term operator) {
    if (!(operator instanceof Term.Ref(_, Term.Var(_, String head), List<Term> path))
        || !head.equals(DATA)) {
      return null;
    }
    Tree node = root;
    for (Term part : path) {
      node = part instanceof Term.Scalar key ? node.child(key.value()) : null;
      if (node == null) {
        return null;
      }
    }
    return node.group() instanceof RuleGroup.Function function ? function : null;
  }

  /** {@code json.patch} of a reference of strings; null where it is something else. */
  static @Nullable String dotted(Term operator) {
    if (operator instanceof Term.Var(_, String name)) {
      return name;
    }
    if (!(operator instanceof Term.Ref(_, Term.Var(_, String head), List<Term> path))) {
      return null;
    }
    StringBuilder name = new StringBuilder(head);
    for (Term part : path) {
      if (!(part instanceof Term.Scalar(_, StringValue text))) {
        return null;
      }
      name.append('.').append(text.value());
    }
    return name.toString();
  }

  /** The leading constants of a path. */
  static Value[] constants(List<Term> path) {
    int count = 0;
    while (count < path.size() && path.get(count) instanceof Term.Scalar) {
      count++;
    }
    Value[] keys = new Value[count];
    for (int i = 0; i < count; i++) {
      if (path.get(i) instanceof Term.Scalar key) {
        keys[i] = key.value();
      }
    }
    return keys;
  }
}
