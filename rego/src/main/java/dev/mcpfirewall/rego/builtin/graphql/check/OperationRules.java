// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.TokenReader;
import dev.mcpfirewall.rego.builtin.graphql.syntax.ValueKind;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Rules about operations, the types that queries name, and names that occur once. */
final class OperationRules {
  private OperationRules() {}

  /** The schema has what the operation begins with. */
  static final class KnownRoot extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      String kind = Node.text(operation, "Operation");
      if (walk.schema().root(kind) == null) {
        walk.error(operation, "Schema does not support operation type \"" + kind + "\"");
      }
    }
  }

  /** Types that are named exist. */
  static final class KnownTypes extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      for (ObjectValue variable : Node.nodes(operation, "VariableDefinitions")) {
        String name = TypeText.name(SchemaCheck.type(variable));
        if (walk.schema().type(name) == null) {
          walk.error(operation, "Unknown type \"" + name + "\".");
        }
      }
    }

    @Override
    void inline(QueryWalk walk, Spread inline) {
      String name = Node.text(inline.node(), "TypeCondition");
      if (!name.isEmpty() && walk.schema().type(name) == null) {
        walk.error(inline.node(), "Unknown type \"" + name + "\".");
      }
    }

    @Override
    void fragment(QueryWalk walk, ObjectValue fragment) {
      String name = Node.text(fragment, "TypeCondition");
      if (walk.schema().type(name) == null) {
        List<String> known =
            StreamSupport.stream(walk.schema().types().spliterator(), false)
                .map(TypeDefinition::name)
                .toList();
        walk.error(fragment, "Unknown type \"" + name + "\"." + Suggestions.quoted(name, known));
      }
    }
  }

  /** An operation without a name is the only one. */
  static final class LoneAnonymous extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      if (Node.text(operation, "Name").isEmpty() && walk.operations().size() > 1) {
        walk.error(operation, "This anonymous operation must be the only defined operation.");
      }
    }
  }

  /** A subscription is of one field, and not of introspection. */
  static final class SingleSubscription extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      if (!Node.text(operation, "Operation").equals("subscription")) {
        return;
      }
      List<ObjectValue> fields = new ArrayList<>();
      collect(walk, operation, fields, new HashSet<>(), new HashSet<>());
      String name = Node.text(operation, "Name");
      String what = name.isEmpty() ? "Anonymous Subscription" : "Subscription " + Node.quote(name);
      if (fields.size() > 1) {
        walk.error(fields.get(1), what + " must select only one top level field.");
      }
      for (ObjectValue field : fields) {
        if (Node.text(field, "Name").startsWith("__")) {
          walk.error(field, what + " must not select an introspection top level field.");
        }
      }
    }

    private static void collect(
        QueryWalk walk,
        ObjectValue of,
        List<ObjectValue> fields,
        Set<String> names,
        Set<String> fragments) {
      for (ObjectValue selection : Node.nodes(of, "SelectionSet")) {
        walk.spend(1);
        if (Node.member(selection, "Alias") != null) {
          if (names.add(Node.text(selection, "Alias"))) {
            fields.add(selection);
          }
        } else if (Node.member(selection, "TypeCondition") != null) {
          collect(walk, selection, fields, names, fragments);
        } else {
          String name = Node.text(selection, "Name");
          ObjectValue fragment = walk.fragment(name);
          if (fragment != null && fragments.size() < TokenReader.MAX_DEPTH && fragments.add(name)) {
            collect(walk, fragment, fields, names, fragments);
          }
        }
      }
    }
  }

  /** Arguments, members, directives, variables, fragments, operations: each name once. */
  static final class UniqueNames extends Rule {
    private final Set<String> operations = new HashSet<>();
    private final Set<String> fragments = new HashSet<>();

    @Override
    void field(QueryWalk walk, Field field) {
      once(walk, Node.nodes(field.node(), "Arguments"), "Name", "argument", "");
    }

    @Override
    void directive(QueryWalk walk, Directive directive) {
      once(walk, Node.nodes(directive.node(), "Arguments"), "Name", "argument", "");
    }

    @Override
    void directives(QueryWalk walk, List<ObjectValue> directives) {
      Set<String> seen = new HashSet<>();
      for (ObjectValue directive : directives) {
        String name = Node.text(directive, "Name");
        ObjectValue definition = walk.schema().directive(name);
        boolean repeatable = definition != null && Node.flag(definition, "IsRepeatable");
        if (!seen.add(name) && !repeatable) {
          walk.error(
              directive, "The directive \"@" + name + "\" can only be used once at this location.");
        }
      }
    }

    @Override
    void value(QueryWalk walk, Literal value) {
      if (ValueKind.of(value.node()) == ValueKind.OBJECT) {
        once(walk, Node.nodes(value.node(), "Children"), "Name", "input field", "");
      }
    }

    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      once(walk, Node.nodes(operation, "VariableDefinitions"), "Variable", "variable", "$");
      String name = Node.text(operation, "Name");
      if (!operations.add(name)) {
        walk.error(operation, "There can be only one operation named \"" + name + "\".");
      }
    }

    @Override
    void fragment(QueryWalk walk, ObjectValue fragment) {
      String name = Node.text(fragment, "Name");
      if (!fragments.add(name)) {
        walk.error(fragment, "There can be only one fragment named \"" + name + "\".");
      }
    }

    private static void once(
        QueryWalk walk, List<ObjectValue> nodes, String key, String what, String sign) {
      Set<String> seen = new HashSet<>();
      for (ObjectValue node : nodes) {
        String name = Node.text(node, key);
        if (!seen.add(name)) {
          walk.error(node, "There can be only one %s named \"%s%s\".".formatted(what, sign, name));
        }
      }
    }
  }
}
