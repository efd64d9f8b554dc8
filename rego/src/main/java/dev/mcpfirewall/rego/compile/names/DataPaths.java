// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a path below {@code data} leads to a rule, a package or a base document. */
public final class DataPaths {
  private DataPaths() {}

  /**
   * Where a path left what is known.
   *
   * @param part the name that is not there
   * @param known the names that are
   */
  public record Missing(Term part, List<String> known) {
    /** What may have been meant. */
    public Optional<String> advice() {
      return part instanceof Term.Scalar(_, StringValue name)
          ? Nearest.advice(name.value(), known)
          : Optional.empty();
    }
  }

  /**
   * Where a path leaves what is known. Only paths that begin as one of our packages does are ours
   * to judge; what lies below a rule is a matter of its value.
   */
  public static Optional<Missing> missing(List<Term> path, RuleTree tree, ObjectValue base) {
    RuleTree.Node node = tree.root();
    @Nullable Value document = base;
    for (int i = 0; i < path.size(); i++) {
      if (!(path.get(i) instanceof Term.Scalar(_, Value key))) {
        return Optional.empty();
      }
      document = document instanceof ObjectValue members ? members.find(key) : null;
      Optional<RuleTree.Node> child = node.child(key);
      if (child.isEmpty()) {
        return i == 0 || document != null
            ? Optional.empty()
            : Optional.of(new Missing(path.get(i), names(node)));
      }
      node = child.get();
      if (!node.rules.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<String> names(RuleTree.Node node) {
    List<String> names = new ArrayList<>();
    for (Value key : node.children.keySet()) {
      if (key instanceof StringValue name) {
        names.add(name.value());
      }
    }
    return names;
  }
}
