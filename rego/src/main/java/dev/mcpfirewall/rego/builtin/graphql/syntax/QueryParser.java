// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.AT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BANG;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACE_LEFT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACE_RIGHT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACKET_LEFT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACKET_RIGHT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.COLON;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.DOLLAR;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.EOF;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.EQUALS;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.NAME;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.PAREN_LEFT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.PAREN_RIGHT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.SPREAD;

import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;

/** Operations and fragments. */
public class QueryParser extends TokenReader {
  /** A reader of a text. */
  public QueryParser(String text) {
    super(text);
  }

  /**
   * The tree of the text, with positions.
   *
   * @throws GraphqlError where it is no query
   */
  public ObjectValue query() {
    List<ObjectValue> operations = new ArrayList<>();
    List<ObjectValue> fragments = new ArrayList<>();
    while (!peek().is(EOF)) {
      if (peek().isName("fragment")) {
        fragments.add(fragment());
      } else if (peek().is(BRACE_LEFT)
          || peek().isName("query")
          || peek().isName("mutation")
          || peek().isName("subscription")) {
        operations.add(operation());
      } else {
        throw unexpected();
      }
    }
    return new Node().with("Operations", operations).with("Fragments", fragments).done();
  }

  private ObjectValue operation() {
    Node node = new Node(peek());
    if (peek().is(BRACE_LEFT)) {
      return node.with("Operation", "query")
          .with("Name", "")
          .with("SelectionSet", selections())
          .done();
    }
    return node.with("Operation", operationType())
        .with("Name", peek().is(NAME) ? next().value() : "")
        .with("VariableDefinitions", variables())
        .with("Directives", directives(false))
        .with("SelectionSet", selections())
        .done();
  }

  final String operationType() {
    Token token = next();
    return switch (token.value()) {
      case "query", "mutation", "subscription" -> token.value();
      default -> throw unexpected(token);
    };
  }

  private List<ObjectValue> variables() {
    return many(PAREN_LEFT, PAREN_RIGHT, this::variableDefinition);
  }

  private ObjectValue variableDefinition() {
    Node node = new Node(peek()).with("Variable", variable()).with("Used", false);
    expect(COLON);
    node.with("Type", type());
    if (skip(EQUALS)) {
      node.with("DefaultValue", value(true));
    }
    return node.with("Directives", directives(false)).done();
  }

  private String variable() {
    expect(DOLLAR);
    return name();
  }

  private List<ObjectValue> selections() {
    if (!peek().is(BRACE_LEFT)) {
      throw error(peek(), "Expected " + BRACE_LEFT + ", found " + peek().kind());
    }
    return nested(() -> some(BRACE_LEFT, BRACE_RIGHT, this::selection));
  }

  private ObjectValue selection() {
    return peek().is(SPREAD) ? spread() : field();
  }

  private ObjectValue field() {
    Node node = new Node(peek());
    String alias = name();
    node.with("Alias", alias)
        .with("Name", skip(COLON) ? name() : alias)
        .with("Arguments", arguments(false))
        .with("Directives", directives(false));
    if (peek().is(BRACE_LEFT)) {
      node.with("SelectionSet", selections());
    }
    return node.done();
  }

  private ObjectValue spread() {
    expect(SPREAD);
    Node node = new Node(peek());
    if (peek().is(NAME) && !peek().value().equals("on")) {
      return node.with("Name", name()).with("Directives", directives(false)).done();
    }
    String condition = "";
    if (peek().value().equals("on")) {
      next();
      condition = name();
    }
    return node.with("TypeCondition", condition)
        .with("Directives", directives(false))
        .with("SelectionSet", selections())
        .done();
  }

  private ObjectValue fragment() {
    Node node = new Node(peek());
    expectWord("fragment");
    if (peek().value().equals("on")) {
      throw unexpected();
    }
    node.with("Name", name()).with("VariableDefinition", variables());
    expectWord("on");
    return node.with("TypeCondition", name())
        .with("Directives", directives(false))
        .with("SelectionSet", selections())
        .done();
  }

  private List<ObjectValue> arguments(boolean constant) {
    return many(PAREN_LEFT, PAREN_RIGHT, () -> argument(constant));
  }

  private ObjectValue argument(boolean constant) {
    Node node = new Node(peek()).with("Name", name());
    expect(COLON);
    return node.with("Value", value(constant)).done();
  }

  final List<ObjectValue> directives(boolean constant) {
    List<ObjectValue> all = new ArrayList<>();
    while (skip(AT)) {
      all.add(
          new Node(peek())
              .with("Name", name())
              .with("Location", "")
              .with("Arguments", arguments(constant))
              .done());
    }
    return all;
  }

  final ObjectValue value(boolean constant) {
    Token token = peek();
    return switch (token.kind()) {
      case BRACKET_LEFT ->
          nested(() ->
              literal(token, ValueKind.LIST, "")
                  .with("Children", many(BRACKET_LEFT, BRACKET_RIGHT, () -> element(constant)))
                  .done());
      case BRACE_LEFT ->
          nested(() ->
              literal(token, ValueKind.OBJECT, "")
                  .with("Children", many(BRACE_LEFT, BRACE_RIGHT, () -> argument(constant)))
                  .done());
      case DOLLAR -> {
        if (constant) {
          throw unexpected();
        }
        yield literal(token, ValueKind.VARIABLE, variable()).done();
      }
      case INT -> literal(next(), ValueKind.INT, token.value()).done();
      case FLOAT -> literal(next(), ValueKind.FLOAT, token.value()).done();
      case STRING -> literal(next(), ValueKind.STRING, token.value()).done();
      case BLOCK_STRING -> literal(next(), ValueKind.BLOCK, token.value()).done();
      case NAME ->
          literal(
                  next(),
                  switch (token.value()) {
                    case "true", "false" -> ValueKind.BOOLEAN;
                    case "null" -> ValueKind.NULL;
                    default -> ValueKind.ENUM;
                  },
                  token.value())
              .done();
      case INVALID,
          EOF,
          BANG,
          AMP,
          PAREN_LEFT,
          PAREN_RIGHT,
          SPREAD,
          COLON,
          EQUALS,
          AT,
          BRACKET_RIGHT,
          BRACE_RIGHT,
          PIPE ->
          throw unexpected();
    };
  }

  private ObjectValue element(boolean constant) {
    return new Node().with("Name", "").with("Value", value(constant)).done();
  }

  private static Node literal(Token at, ValueKind kind, String raw) {
    return new Node(at)
        .with("Kind", NumberValue.of(kind.ordinal()))
        .with("Raw", raw)
        .with("ExpectedTypeHasDefault", false);
  }

  final ObjectValue type() {
    return nested(() -> {
      boolean list = skip(BRACKET_LEFT);
      Node node = new Node(peek());
      if (list) {
        node.with("NamedType", "").with("Elem", type());
        expect(BRACKET_RIGHT);
      } else {
        node.with("NamedType", name());
      }
      return node.with("NonNull", skip(BANG)).done();
    });
  }
}
