// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql;

import dev.mcpfirewall.rego.builtin.Builtin;
import dev.mcpfirewall.rego.builtin.BuiltinError;
import dev.mcpfirewall.rego.builtin.Evaluation;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.builtin.Operand;
import dev.mcpfirewall.rego.builtin.graphql.check.QueryWalk;
import dev.mcpfirewall.rego.builtin.graphql.check.Schema;
import dev.mcpfirewall.rego.builtin.graphql.syntax.GraphqlError;
import dev.mcpfirewall.rego.builtin.graphql.syntax.Node;
import dev.mcpfirewall.rego.builtin.graphql.syntax.QueryParser;
import dev.mcpfirewall.rego.builtin.graphql.syntax.SchemaParser;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code graphql.*}. Texts are bounded; trees and the work on them are counted. */
public final class GraphqlBuiltins {
  /** Longer texts are refused. */
  private static final int MAX_TEXT = 1 << 20;

  private static final String TREE = "object[any: any]";
  private static final String EITHER = "string | " + TREE;

  private GraphqlBuiltins() {}

  /** The family. */
  public static List<Builtin> list() {
    String both = "(query: " + EITHER + ", schema: " + EITHER + ") ";
    return List.of(
        new Builtin(
            "graphql.parse",
            both + "array<" + TREE + ", " + TREE + ">",
            (Builtin.Of2) (in, query, schema) -> ArrayValue.of(parse(in, query, schema))),
        new Builtin(
            "graphql.parse_and_verify",
            both + "array<boolean, " + TREE + ", " + TREE + ">",
            (Builtin.Of2) GraphqlBuiltins::parseAndVerify),
        new Builtin(
            "graphql.parse_query",
            "(query: string) " + TREE,
            (Builtin.Of1)
                (in, query) -> Node.shown(worded(() -> query(in, Operand.string(query, 1))))),
        new Builtin(
            "graphql.parse_schema",
            "(schema: string) " + TREE,
            (Builtin.Of1)
                (in, schema) -> Node.shown(worded(() -> schema(in, Operand.string(schema, 1))))),
        new Builtin(
            "graphql.is_valid",
            both + "boolean",
            (Builtin.Of2)
                (in, query, schema) ->
                    BooleanValue.of(attempt(() -> parse(in, query, schema)) != null)),
        new Builtin(
            "graphql.schema_is_valid",
            "(schema: " + EITHER + ") boolean",
            (Builtin.Of1)
                (in, schema) ->
                    BooleanValue.of(attempt(() -> Schema.of(schemaTree(in, schema))) != null)));
  }

  private static Value parseAndVerify(Evaluation in, Value query, Value schema) {
    Value[] parsed = attempt(() -> parse(in, query, schema));
    return parsed == null
        ? ArrayValue.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY)
        : ArrayValue.of(BooleanValue.TRUE, parsed[0], parsed[1]);
  }

  /** Null where the work fails as work on bad texts and trees does; limits still throw. */
  private static <T> @Nullable T attempt(Supplier<T> work) {
    try {
      return work.get();
    } catch (GraphqlError | BuiltinError e) {
      return null;
    }
  }

  private static Value[] parse(Evaluation in, Value query, Value schema) {
    ObjectValue queryTree = worded(() -> queryTree(in, query));
    ObjectValue schemaTree = worded(() -> schemaTree(in, schema));
    Schema checked = schema(schemaTree);
    List<GraphqlError> errors = worded(() -> QueryWalk.errors(checked, queryTree, in::spend));
    if (!errors.isEmpty()) {
      throw BuiltinError.failed(message(errors));
    }
    return new Value[] {Node.shown(queryTree), Node.shown(schemaTree)};
  }

  private static ObjectValue queryTree(Evaluation in, Value query) {
    return switch (query) {
      case StringValue s -> query(in, s.value());
      case ObjectValue o -> Shape.of(in, o, "Query");
      default -> throw Operand.wrong(0, "one of {string, object}", query);
    };
  }

  private static ObjectValue schemaTree(Evaluation in, Value schema) {
    return switch (schema) {
      case StringValue s -> schema(in, s.value());
      case ObjectValue o -> Shape.of(in, o, "Schema");
      default -> throw Operand.wrong(1, "one of {string, object}", schema);
    };
  }

  private static ObjectValue query(Evaluation in, String text) {
    return new QueryParser(bounded(in, text)).query();
  }

  private static ObjectValue schema(Evaluation in, String text) {
    return new SchemaParser(bounded(in, text), false).schema();
  }

  private static String bounded(Evaluation in, String text) {
    if (text.length() > MAX_TEXT) {
      throw new LimitExceeded("GraphQL text longer than " + MAX_TEXT + " characters");
    }
    in.spend(1 + text.length() / 8);
    return text;
  }

  private static Schema schema(ObjectValue tree) {
    try {
      return Schema.of(tree);
    } catch (GraphqlError e) {
      throw BuiltinError.failed(
          "Error in gqlparser SchemaDocument to Schema conversion: " + e.listed());
    }
  }

  private static <T> T worded(Supplier<T> work) {
    try {
      return work.get();
    } catch (GraphqlError e) {
      throw BuiltinError.failed(e.text() + place(e));
    }
  }

  /** The first error, and the others as gqlparser lists them, a line each. */
  private static String message(List<GraphqlError> errors) {
    StringBuilder text = new StringBuilder(errors.getFirst().text());
    errors.subList(1, errors.size()).forEach(e -> text.append('\n').append(e.listed()));
    if (text.charAt(text.length() - 1) == '.') {
      text.setLength(text.length() - 1);
    } else {
      text.append('\n');
    }
    return text + place(errors.getFirst());
  }

  private static String place(GraphqlError error) {
    return error.line() == 0
        ? ""
        : " in GraphQL string at location " + error.line() + ":" + error.column();
  }
}
