// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.resolve;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@code rego.metadata.rule()} and {@code rego.metadata.chain()} answer in a rule. */
public final class Metadata {
  /** Where there is no rule: nothing is known. */
  public static final Metadata NONE = new Metadata(Optional.empty(), List.of());

  private final Optional<Place> place;
  private final List<Module> modules;

  private Metadata(Optional<Place> place, List<Module> modules) {
    this.place = place;
    this.modules = modules;
  }

  private record Place(Rule rule, Module module, RuleTree.Node node) {}

  /** Of a rule, which is found at {@code node}, among all modules. */
  public static Metadata of(Rule rule, Module module, RuleTree.Node node, List<Module> modules) {
    return new Metadata(Optional.of(new Place(rule, module, node)), modules);
  }

  /** The answer, where an operator is one of the two. */
  Optional<Value> value(Term operator) {
    if (!(operator instanceof Term.Ref(_, Term.Var(_, String head), var path))
        || !head.equals("rego")
        || path.size() != 2
        || place.isEmpty()) {
      return Optional.empty();
    }
    return switch (TermText.name(operator)) {
      case "rego.metadata.rule" -> Optional.of(own(place.get()));
      case "rego.metadata.chain" -> Optional.of(chain(place.get()));
      default -> Optional.empty();
    };
  }

  private static Value own(Place place) {
    List<Annotations> blocks = ofRule(place);
    return blocks.isEmpty() ? ObjectValue.EMPTY : content(blocks.getFirst());
  }

  /** The blocks of scope rule, the nearest first. */
  private static List<Annotations> ofRule(Place place) {
    List<Annotations> blocks = new ArrayList<>();
    for (Annotations block : place.rule.annotations()) {
      if (block.scope() == Annotations.Scope.RULE) {
        blocks.add(block);
      }
    }
    blocks.sort(Comparator.comparingInt((Annotations b) -> b.at().start()).reversed());
    return blocks;
  }

  private static Value content(Annotations block) {
    ObjectValue.Builder all = ObjectValue.builder(block.content().size() + 1);
    block.content().forEach(all::put);
    all.put(StringValue.of("scope"), StringValue.of(block.scope().toString()));
    return all.build();
  }

  private Value chain(Place place) {
    List<Value> links = new ArrayList<>();
    Value path = path(place.node);
    List<Annotations> own = ofRule(place);
    if (own.isEmpty()) {
      links.add(link(path, Optional.empty()));
    }
    own.forEach(block -> links.add(link(path, Optional.of(block))));
    place.node.rules.stream()
        .flatMap(other -> other.annotations().stream())
        .filter(block -> block.scope() == Annotations.Scope.DOCUMENT)
        .findFirst()
        .ifPresent(block -> links.add(link(path, Optional.of(block))));
    List<String> name = place.module.name().path();
    at(name, Annotations.Scope.PACKAGE).forEach(block -> links.add(link(strings(name), block)));
    for (int size = name.size(); size > 0; size--) {
      List<String> part = name.subList(0, size);
      at(part, Annotations.Scope.SUBPACKAGES)
          .forEach(block -> links.add(link(strings(part), block)));
    }
    return ArrayValue.of(links);
  }

  private List<Optional<Annotations>> at(List<String> path, Annotations.Scope scope) {
    List<Optional<Annotations>> blocks = new ArrayList<>();
    for (Module module : modules) {
      if (module.name().path().equals(path)) {
        for (Annotations block : module.annotations()) {
          if (block.scope() == scope) {
            blocks.add(Optional.of(block));
          }
        }
      }
    }
    return blocks;
  }

  private static Value link(Value path, Optional<Annotations> block) {
    ObjectValue.Builder link = ObjectValue.builder(2);
    link.put(StringValue.of("path"), path);
    block.ifPresent(b -> link.put(StringValue.of("annotations"), content(b)));
    return link.build();
  }

  private static Value path(RuleTree.Node node) {
    List<Value> keys = new ArrayList<>();
    for (Optional<RuleTree.Node> at = Optional.of(node);
        at.isPresent() && at.get().parent.isPresent();
        at = at.get().parent) {
      keys.add(at.get().key);
    }
    return ArrayValue.of(keys.reversed());
  }

  private static Value strings(List<String> path) {
    return ArrayValue.of(path.stream().map(StringValue::of).toList());
  }
}
