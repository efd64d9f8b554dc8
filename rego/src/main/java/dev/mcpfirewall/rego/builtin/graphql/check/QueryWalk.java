// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.check.Rule.Directive;
import dev.mcpfirewall.rego.builtin.graphql.check.Rule.Field;
import dev.mcpfirewall.rego.builtin.graphql.check.Rule.Literal;
import dev.mcpfirewall.rego.builtin.graphql.check.Rule.Spread;
import dev.mcpfirewall.rego.builtin.graphql.syntax.GraphqlError;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.ValueKind;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks a query along a schema and shows its parts to the rules; collects what they find. Of one
 * thread. The depth of trees is bounded where they come in; each fragment is entered once from each
 * operation.
 */
public final class QueryWalk {
  /** Enough to tell a person what is wrong. */
  private static final int MAX_ERRORS = 100;

  private static final ObjectValue TYPENAME =
      new Node().with("Name", "__typename").with("Type", TypeText.named("String", false)).done();

  private final Schema schema;
  private final ObjectValue document;
  private final List<Rule> rules;
  private final IntConsumer spend;
  private final List<GraphqlError> errors = new ArrayList<>();
  private final Map<String, ObjectValue> fragments = new LinkedHashMap<>();
  private final Set<String> entered = new HashSet<>();
  private final Set<ObjectValue> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private Map<String, ObjectValue> variables = Map.of();
  private @Nullable ObjectValue operation;

  private QueryWalk(Schema schema, ObjectValue document, List<Rule> rules, IntConsumer spend) {
    this.schema = schema;
    this.document = document;
    this.rules = rules;
    this.spend = spend;
    fragments().forEach(f -> fragments.putIfAbsent(Node.text(f, "Name"), f));
  }

  /** All that is wrong with a query, in the order of the walk. */
  public static List<GraphqlError> errors(Schema schema, ObjectValue document, IntConsumer spend) {
    QueryWalk walk = new QueryWalk(schema, document, Rules.all(), spend);
    for (ObjectValue operation : walk.operations()) {
      walk.entered.clear();
      walk.operation(operation);
    }
    for (ObjectValue fragment : walk.fragments()) {
      walk.entered.clear();
      walk.fragment(fragment);
    }
    return walk.errors;
  }

  Schema schema() {
    return schema;
  }

  List<ObjectValue> operations() {
    return Node.nodes(document, "Operations");
  }

  List<ObjectValue> fragments() {
    return Node.nodes(document, "Fragments");
  }

  @Nullable ObjectValue fragment(String name) {
    return fragments.get(name);
  }

  /** The operation walked; none within the fragments' own walk. */
  @Nullable ObjectValue operation() {
    return operation;
  }

  /** Whether a value of the operation has read the variable. */
  boolean used(ObjectValue variable) {
    return used.contains(variable);
  }

  void spend(int steps) {
    spend.accept(steps);
  }

  void error(@Nullable ObjectValue at, String text) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(Node.error(at, text));
    }
  }

  private void operation(ObjectValue node) {
    operation = node;
    variables = new LinkedHashMap<>();
    List<ObjectValue> definitions = Node.nodes(node, "VariableDefinitions");
    for (ObjectValue definition : definitions) {
      variables.putIfAbsent(Node.text(definition, "Variable"), definition);
    }
    for (ObjectValue definition : definitions) {
      ObjectValue value = Node.node(definition, "DefaultValue");
      ObjectValue type = SchemaCheck.type(definition);
      if (value != null) {
        value(value, type, false, schema.type(TypeText.name(type)));
      }
      directives(definition, "VARIABLE_DEFINITION");
    }
    String kind = Node.text(node, "Operation");
    directives(
        node,
        switch (kind) {
          case "mutation" -> "MUTATION";
          case "subscription" -> "SUBSCRIPTION";
          default -> "QUERY";
        });
    selections(node, schema.root(kind));
    rules.forEach(r -> r.operation(this, node));
    operation = null;
    variables = Map.of();
  }

  private void fragment(ObjectValue node) {
    directives(node, "FRAGMENT_DEFINITION");
    selections(node, schema.type(Node.text(node, "TypeCondition")));
    rules.forEach(r -> r.fragment(this, node));
  }

  private void selections(ObjectValue of, @Nullable TypeDefinition on) {
    for (ObjectValue node : Node.nodes(of, "SelectionSet")) {
      spend.accept(1);
      if (Node.member(node, "Alias") != null) {
        field(node, on);
      } else if (Node.member(node, "TypeCondition") != null) {
        inline(node, on);
      } else {
        spread(node, on);
      }
    }
  }

  private void field(ObjectValue node, @Nullable TypeDefinition on) {
    ObjectValue definition = definition(node, on);
    arguments(node, definition);
    directives(node, "FIELD");
    selections(
        node, definition == null ? null : schema.type(TypeText.name(SchemaCheck.type(definition))));
    Field field = new Field(node, on, definition);
    rules.forEach(r -> r.field(this, field));
  }

  /** What a type says of a field selected on it. */
  static @Nullable ObjectValue definition(ObjectValue field, @Nullable TypeDefinition on) {
    String name = Node.text(field, "Name");
    return name.equals("__typename") ? TYPENAME : on == null ? null : on.field(name);
  }

  private void inline(ObjectValue node, @Nullable TypeDefinition on) {
    String condition = Node.text(node, "TypeCondition");
    directives(node, "INLINE_FRAGMENT");
    selections(node, condition.isEmpty() ? on : schema.type(condition));
    Spread inline = new Spread(node, on, null);
    rules.forEach(r -> r.inline(this, inline));
  }

  private void spread(ObjectValue node, @Nullable TypeDefinition on) {
    String name = Node.text(node, "Name");
    ObjectValue definition = fragments.get(name);
    directives(node, "FRAGMENT_SPREAD");
    if (definition != null && entered.add(name)) {
      selections(definition, schema.type(Node.text(definition, "TypeCondition")));
    }
    Spread spread = new Spread(node, on, definition);
    rules.forEach(r -> r.spread(this, spread));
  }

  private void directives(ObjectValue of, String location) {
    List<ObjectValue> directives = Node.nodes(of, "Directives");
    for (ObjectValue node : directives) {
      ObjectValue definition = schema.directive(Node.text(node, "Name"));
      arguments(node, definition);
      Directive directive = new Directive(node, location, definition);
      rules.forEach(r -> r.directive(this, directive));
    }
    rules.forEach(r -> r.directives(this, directives));
  }

  private void arguments(ObjectValue of, @Nullable ObjectValue definition) {
    List<ObjectValue> arguments = Node.nodes(of, "Arguments");
    if (arguments.isEmpty()) {
      return;
    }
    List<ObjectValue> known = definition == null ? List.of() : Node.nodes(definition, "Arguments");
    for (ObjectValue argument : arguments) {
      spend.accept(1 + known.size());
      valueFor(argument, Node.named(known, Node.text(argument, "Name")));
    }
  }

  /** The value of an argument or of a member, for which {@code definition} is the definition. */
  private void valueFor(ObjectValue holder, @Nullable ObjectValue definition) {
    ObjectValue value = Node.node(holder, "Value");
    if (value == null) {
      return;
    }
    if (definition == null) {
      value(value, null, false, null);
    } else {
      ObjectValue type = SchemaCheck.type(definition);
      ObjectValue standard = Node.node(definition, "DefaultValue");
      value(
          value,
          type,
          standard != null && ValueKind.of(standard) != ValueKind.NULL,
          schema.type(TypeText.name(type)));
    }
  }

  private void value(
      ObjectValue node,
      @Nullable ObjectValue wanted,
      boolean wantedHasDefault,
      @Nullable TypeDefinition type) {
    spend.accept(1);
    ObjectValue variable = null;
    switch (ValueKind.of(node)) {
      case VARIABLE -> {
        variable = variables.get(Node.text(node, "Raw"));
        if (variable != null) {
          used.add(variable);
        }
      }
      case OBJECT -> {
        for (ObjectValue member : Node.nodes(node, "Children")) {
          valueFor(member, type == null ? null : type.field(Node.text(member, "Name")));
        }
      }
      case LIST -> {
        ObjectValue elements = wanted == null ? null : Node.node(wanted, "Elem");
        for (ObjectValue member : Node.nodes(node, "Children")) {
          ObjectValue value = Node.node(member, "Value");
          if (value != null) {
            value(value, elements, false, elements == null ? null : type);
          }
        }
      }
      case INT, FLOAT, STRING, BLOCK, BOOLEAN, NULL, ENUM -> {}
    }
    Literal literal = new Literal(node, wanted, wantedHasDefault, type, variable);
    rules.forEach(r -> r.value(this, literal));
  }
}
