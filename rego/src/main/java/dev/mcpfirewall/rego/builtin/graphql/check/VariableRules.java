// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.check;

import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.ValueKind;
import dev.mcpfirewall.rego.value.ObjectValue;

/** Rules about variables. */
final class VariableRules {
  private VariableRules() {}

  private static String within(QueryWalk walk) {
    ObjectValue operation = walk.operation();
    return operation == null ? "" : Node.text(operation, "Name");
  }

  /** What is read is defined. */
  static final class Defined extends Rule {
    @Override
    void value(QueryWalk walk, Literal value) {
      if (walk.operation() == null
          || ValueKind.of(value.node()) != ValueKind.VARIABLE
          || value.variable() != null) {
        return;
      }
      String name = "Variable \"$" + Node.text(value.node(), "Raw") + "\" is not defined";
      walk.error(
          value.node(),
          within(walk).isEmpty() ? name + "." : name + " by operation \"" + within(walk) + "\".");
    }
  }

  /** What is defined is read. */
  static final class Used extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      for (ObjectValue variable : Node.nodes(operation, "VariableDefinitions")) {
        if (!walk.used(variable)) {
          String name = "Variable \"$" + Node.text(variable, "Variable") + "\" is never used";
          walk.error(
              variable,
              within(walk).isEmpty()
                  ? name + "."
                  : name + " in operation \"" + within(walk) + "\".");
        }
      }
    }
  }

  /** A variable is of what can be put in. */
  static final class InputTypes extends Rule {
    @Override
    void operation(QueryWalk walk, ObjectValue operation) {
      for (ObjectValue variable : Node.nodes(operation, "VariableDefinitions")) {
        ObjectValue written = SchemaCheck.type(variable);
        TypeDefinition type = walk.schema().type(TypeText.name(written));
        if (type != null && !type.isInput()) {
          walk.error(
              variable,
              "Variable \"$%s\" cannot be non-input type \"%s\"."
                  .formatted(Node.text(variable, "Variable"), TypeText.of(written)));
        }
      }
    }
  }

  /** A variable fits where it stands. */
  static final class AllowedPosition extends Rule {
    @Override
    void value(QueryWalk walk, Literal value) {
      ObjectValue variable = value.variable();
      ObjectValue wanted = value.wanted();
      if (variable == null || wanted == null || walk.operation() == null) {
        return;
      }
      ObjectValue standard = Node.node(variable, "DefaultValue");
      boolean covered =
          value.wantedHasDefault() || standard != null && ValueKind.of(standard) != ValueKind.NULL;
      ObjectValue type = SchemaCheck.type(variable);
      if (!TypeText.fits(type, wanted, TypeText.nonNull(wanted) && !covered)) {
        walk.error(
            value.node(),
            "Variable \"$%s\" of type \"%s\" used in position expecting type \"%s\"."
                .formatted(Node.text(value.node(), "Raw"), TypeText.of(type), TypeText.of(wanted)));
      }
    }
  }
}
