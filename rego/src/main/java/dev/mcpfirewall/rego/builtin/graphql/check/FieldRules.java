// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules about fields, their arguments, and directives. */
final class FieldRules {
  private FieldRules() {}

  /** A type has the fields selected on it. */
  static final class OnCorrectType extends Rule {
    @Override
    void field(QueryWalk walk, Field field) {
      TypeDefinition on = field.on();
      if (on == null || field.definition() != null) {
        return;
      }
      String name = Node.text(field.node(), "Name");
      String text = "Cannot query field \"%s\" on type \"%s\".".formatted(name, on.name());
      List<String> types = types(walk, on, name);
      walk.error(
          field.node(),
          types.isEmpty()
              ? text + (on.is("OBJECT", "INTERFACE") ? Suggestions.quoted(name, names(on)) : "")
              : text
                  + " Did you mean to use an inline fragment on "
                  + Suggestions.quotedOr(types)
                  + "?");
    }

    private static List<String> names(TypeDefinition type) {
      return type.fields().stream().map(f -> Node.text(f, "Name")).toList();
    }

    private static List<String> types(QueryWalk walk, TypeDefinition on, String field) {
      if (!on.is("INTERFACE", "UNION")) {
        return List.of();
      }
      List<String> objects = new ArrayList<>();
      Map<String, Integer> interfaces = new LinkedHashMap<>();
      Set<TypeDefinition> possible = walk.schema().possible(on);
      walk.spend(possible.size());
      for (TypeDefinition type : possible) {
        if (type.field(field) != null) {
          objects.add(type.name());
          for (String name : type.interfaces()) {
            TypeDefinition known = walk.schema().type(name);
            if (known != null && known.field(field) != null) {
              interfaces.merge(name, 1, Integer::sum);
            }
          }
        }
      }
      List<String> all = new ArrayList<>(interfaces.keySet());
      all.sort((a, b) -> interfaces.getOrDefault(b, 0) - interfaces.getOrDefault(a, 0));
      all.addAll(objects);
      return all;
    }
  }

  /** Arguments have the names that the field or the directive has. */
  static final class KnownArguments extends Rule {
    @Override
    void field(QueryWalk walk, Field field) {
      TypeDefinition on = field.on();
      if (on != null) {
        check(
            walk,
            field.node(),
            field.definition(),
            "on field \"%s.%s\"".formatted(on.name(), Node.text(field.node(), "Name")));
      }
    }

    @Override
    void directive(QueryWalk walk, Directive directive) {
      check(
          walk,
          directive.node(),
          directive.definition(),
          "on directive \"@" + Node.text(directive.node(), "Name") + "\"");
    }

    private static void check(
        QueryWalk walk, ObjectValue node, @Nullable ObjectValue definition, String where) {
      List<ObjectValue> arguments = Node.nodes(node, "Arguments");
      if (definition == null || arguments.isEmpty()) {
        return;
      }
      List<String> known =
          Node.nodes(definition, "Arguments").stream().map(a -> Node.text(a, "Name")).toList();
      for (ObjectValue argument : arguments) {
        String name = Node.text(argument, "Name");
        if (!known.contains(name)) {
          walk.error(
              node,
              "Unknown argument \"%s\" %s.".formatted(name, where)
                  + Suggestions.quoted(name, known));
        }
      }
    }
  }

  /** Directives exist, and are allowed where they stand. */
  static final class KnownDirectives extends Rule {
    @Override
    void directive(QueryWalk walk, Directive directive) {
      String name = Node.text(directive.node(), "Name");
      ObjectValue definition = directive.definition();
      if (definition == null) {
        walk.error(directive.node(), "Unknown directive \"@" + name + "\".");
      } else if (!Node.texts(definition, "Locations").contains(directive.location())) {
        walk.error(
            directive.node(),
            "Directive \"@%s\" may not be used on %s.".formatted(name, directive.location()));
      }
    }
  }

  /** What has no null and no default is given. */
  static final class RequiredArguments extends Rule {
    @Override
    void field(QueryWalk walk, Field field) {
      check(
          walk,
          field.node(),
          field.definition(),
          "Field \"" + Node.text(field.node(), "Name") + "\"");
    }

    @Override
    void directive(QueryWalk walk, Directive directive) {
      check(
          walk,
          directive.node(),
          directive.definition(),
          "Directive \"@" + Node.text(directive.node(), "Name") + "\"");
    }

    private static void check(
        QueryWalk walk, ObjectValue node, @Nullable ObjectValue definition, String what) {
      if (definition == null) {
        return;
      }
      List<ObjectValue> given = Node.nodes(node, "Arguments");
      for (ObjectValue argument : Node.nodes(definition, "Arguments")) {
        ObjectValue type = SchemaCheck.type(argument);
        String name = Node.text(argument, "Name");
        walk.spend(1 + given.size());
        if (TypeText.nonNull(type)
            && Node.node(argument, "DefaultValue") == null
            && Node.named(given, name) == null) {
          walk.error(
              node,
              "%s argument \"%s\" of type \"%s\" is required, but it was not provided."
                  .formatted(what, name, TypeText.of(type)));
        }
      }
    }
  }

  /** What has fields is selected with some, and what has none without. */
  static final class Leaves extends Rule {
    @Override
    void field(QueryWalk walk, Field field) {
      ObjectValue definition = field.definition();
      if (definition == null) {
        return;
      }
      ObjectValue written = SchemaCheck.type(definition);
      TypeDefinition type = walk.schema().type(TypeText.name(written));
      if (type == null) {
        return;
      }
      String name = Node.text(field.node(), "Name");
      boolean selected = !Node.nodes(field.node(), "SelectionSet").isEmpty();
      if (type.isLeaf() && selected) {
        walk.error(
            field.node(),
            "Field \"%s\" must not have a selection since type \"%s\" has no subfields."
                .formatted(name, type.name()));
      } else if (!type.isLeaf() && !selected) {
        walk.error(
            field.node(),
            "Field \"%s\" of type \"%s\" must have a selection of subfields. Did you mean \"%s { ... }\"?"
                .formatted(name, TypeText.of(written), name));
      }
    }
  }
}
