// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is below {@code data}: packages, rules, the base documents given, and those that a
 * {@code schemas:} annotation of any module says will be there.
 */
public final class DataPaths {
  private static final int MOST_NAMES = 12;

  private final RuleTree tree;
  private final ObjectValue documents;

  public DataPaths(RuleTree tree, ObjectValue base, List<Module> modules) {
    this.tree = tree;
    ObjectValue known = base;
    for (Module module : modules) {
      known = declared(module.annotations(), known);
      for (Rule rule : module.rules()) {
        known = declared(rule.annotations(), known);
      }
    }
    documents = known;
  }

  private static ObjectValue declared(List<Annotations> blocks, ObjectValue known) {
    ObjectValue all = known;
    for (Annotations block : blocks) {
      all = declared(block, all);
    }
    return all;
  }

  private static ObjectValue declared(Annotations annotations, ObjectValue known) {
    ObjectValue all = known;
    if (annotations.content().find(StringValue.of("schemas")) instanceof ArrayValue entries) {
      for (Value entry : entries.elements()) {
        if (entry instanceof ObjectValue declared
            && declared.find(StringValue.of("path")) instanceof ArrayValue path
            && path.get(0).equals(StringValue.of("data"))) {
          all = with(all, path.elements().subList(1, path.size()));
        }
      }
    }
    return all;
  }

  /** With a document at a path, where there is none yet. */
  private static ObjectValue with(ObjectValue documents, List<Value> path) {
    if (path.isEmpty()) {
      return documents;
    }
    Value there = documents.find(path.getFirst());
    if (there != null && !(there instanceof ObjectValue)) {
      return documents;
    }
    Map<Value, Value> members = new LinkedHashMap<>();
    documents.forEach(members::put);
    members.put(
        path.getFirst(),
        with(
            there instanceof ObjectValue inner ? inner : ObjectValue.EMPTY,
            path.subList(1, path.size())));
    return ObjectValue.of(members);
  }

  /**
   * Where a path left what is known.
   *
   * @param part the name that is not there
   * @param known the names that are
   */
  public record Missing(Term part, List<String> known) {
    /** What may have been meant; else what there is, where that is not much. */
    public Optional<String> advice() {
      Optional<String> near =
          part instanceof Term.Scalar(_, StringValue name)
              ? Nearest.advice(name.value(), known)
              : Optional.empty();
      return near.isPresent() || known.isEmpty() || known.size() > MOST_NAMES
          ? near
          : Optional.of("known here: `" + String.join("`, `", known) + "`");
    }
  }

  /**
   * Where a path leaves what is known. What lies below a rule or in a base document is a matter of
   * its value.
   */
  public Optional<Missing> missing(List<Term> path) {
    RuleTree.Node node = tree.root();
    @Nullable Value document = documents;
    for (Term part : path) {
      if (!(part instanceof Term.Scalar(_, Value key))) {
        return Optional.empty();
      }
      @Nullable Value inner = document instanceof ObjectValue members ? members.find(key) : null;
      Optional<RuleTree.Node> child = node.child(key);
      if (child.isEmpty()) {
        return inner != null
            ? Optional.empty()
            : Optional.of(new Missing(part, names(node, document)));
      }
      document = inner;
      node = child.get();
      if (!node.rules.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<String> names(RuleTree.Node node, @Nullable Value document) {
    TreeSet<String> names = new TreeSet<>();
    Stream.concat(
            node.children.keySet().stream(),
            document instanceof ObjectValue members ? keys(members) : Stream.of())
        .forEach(key -> {
          if (key instanceof StringValue name) {
            names.add(name.value());
          }
        });
    return List.copyOf(names);
  }

  private static Stream<Value> keys(ObjectValue members) {
    Stream.Builder<Value> keys = Stream.builder();
    members.forEach((key, _) -> keys.add(key));
    return keys.build();
  }
}
