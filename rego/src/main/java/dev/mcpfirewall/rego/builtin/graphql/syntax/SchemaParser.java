// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql.syntax;

import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.AMP;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.AT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BLOCK_STRING;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACE_LEFT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.BRACE_RIGHT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.COLON;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.EOF;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.EQUALS;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.NAME;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.PAREN_LEFT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.PAREN_RIGHT;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.PIPE;
import static dev.mcpfirewall.rego.builtin.graphql.syntax.Token.Kind.STRING;

import dev.mcpfirewall.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Definitions of types. */
public final class SchemaParser extends QueryParser {
  private static final Set<String> LOCATIONS =
      Set.of(
          "QUERY",
          "MUTATION",
          "SUBSCRIPTION",
          "FIELD",
          "FRAGMENT_DEFINITION",
          "FRAGMENT_SPREAD",
          "INLINE_FRAGMENT",
          "VARIABLE_DEFINITION",
          "SCHEMA",
          "SCALAR",
          "OBJECT",
          "FIELD_DEFINITION",
          "ARGUMENT_DEFINITION",
          "INTERFACE",
          "UNION",
          "ENUM",
          "ENUM_VALUE",
          "INPUT_OBJECT",
          "INPUT_FIELD_DEFINITION");

  private final boolean builtIn;

  /** The definitions of {@code builtIn} texts may have names that begin with two underscores. */
  public SchemaParser(String text, boolean builtIn) {
    super(text);
    this.builtIn = builtIn;
  }

  /**
   * The tree of the text, with positions.
   *
   * @throws GraphqlError where it is no schema
   */
  public ObjectValue schema() {
    List<ObjectValue> schemas = new ArrayList<>();
    List<ObjectValue> schemaExtensions = new ArrayList<>();
    List<ObjectValue> directives = new ArrayList<>();
    List<ObjectValue> definitions = new ArrayList<>();
    List<ObjectValue> extensions = new ArrayList<>();
    while (!peek().is(EOF)) {
      String description = description();
      if (!peek().is(NAME)) {
        throw unexpected();
      }
      switch (peek().value()) {
        case "schema" -> schemas.add(schemaDefinition(description));
        case "directive" -> directives.add(directive(description));
        case "extend" -> {
          if (!description.isEmpty()) {
            throw unexpected(last());
          }
          next();
          if (peek().value().equals("schema")) {
            schemaExtensions.add(schemaExtension());
          } else {
            extensions.add(extension());
          }
        }
        default -> definitions.add(definition(description, peek().value(), false));
      }
    }
    return new Node()
        .with("Schema", schemas)
        .with("SchemaExtension", schemaExtensions)
        .with("Directives", directives)
        .with("Definitions", definitions)
        .with("Extensions", extensions)
        .done();
  }

  private String description() {
    return peek().is(STRING) || peek().is(BLOCK_STRING) ? next().value() : "";
  }

  private ObjectValue schemaDefinition(String description) {
    expectWord("schema");
    return new Node(peek())
        .with("Description", description)
        .with("Directives", directives(true))
        .with("OperationTypes", operationTypes())
        .done();
  }

  private ObjectValue schemaExtension() {
    ObjectValue extension = schemaDefinition("");
    if (Node.nodes(extension, "Directives").isEmpty()
        && Node.nodes(extension, "OperationTypes").isEmpty()) {
      throw unexpected();
    }
    return extension;
  }

  private List<ObjectValue> operationTypes() {
    return some(
        BRACE_LEFT,
        BRACE_RIGHT,
        () -> {
          Node node = new Node(peek()).with("Operation", operationType());
          expect(COLON);
          return node.with("Type", name()).done();
        });
  }

  private ObjectValue extension() {
    ObjectValue extension = definition("", peek().value(), true);
    if (Node.nodes(extension, "Directives").isEmpty()
        && Node.nodes(extension, "Fields").isEmpty()
        && Node.nodes(extension, "EnumValues").isEmpty()
        && Node.texts(extension, "Interfaces").isEmpty()
        && Node.texts(extension, "Types").isEmpty()) {
      throw unexpected();
    }
    return extension;
  }

  private ObjectValue definition(String description, String word, boolean extension) {
    String kind =
        switch (word) {
          case "scalar" -> "SCALAR";
          case "type" -> "OBJECT";
          case "interface" -> "INTERFACE";
          case "union" -> "UNION";
          case "enum" -> "ENUM";
          case "input" -> "INPUT_OBJECT";
          default -> throw unexpected();
        };
    expectWord(word);
    Node node =
        new Node(peek())
            .with("Kind", kind)
            .with("Description", description)
            .with("Name", name())
            .with("BuiltIn", builtIn);
    // An extension of an interface implements nothing, in gqlparser's grammar.
    if (kind.equals("OBJECT") || kind.equals("INTERFACE") && !extension) {
      node.withTexts("Interfaces", interfaces());
    }
    node.with("Directives", directives(true));
    switch (kind) {
      case "OBJECT", "INTERFACE" -> node.with("Fields", some(BRACE_LEFT, BRACE_RIGHT, this::field));
      case "INPUT_OBJECT" -> node.with("Fields", some(BRACE_LEFT, BRACE_RIGHT, this::input));
      case "ENUM" -> node.with("EnumValues", some(BRACE_LEFT, BRACE_RIGHT, this::enumValue));
      case "UNION" -> node.withTexts("Types", members());
      default -> {}
    }
    return node.done();
  }

  private List<String> interfaces() {
    List<String> names = new ArrayList<>();
    if (peek().value().equals("implements")) {
      next();
      skip(AMP);
      do {
        names.add(name());
      } while (skip(AMP));
    }
    return names;
  }

  private List<String> members() {
    List<String> names = new ArrayList<>();
    if (skip(EQUALS)) {
      skip(PIPE);
      do {
        names.add(name());
      } while (skip(PIPE));
    }
    return names;
  }

  private ObjectValue field() {
    Node node = new Node(peek()).with("Description", description()).with("Name", name());
    node.with("Arguments", argumentDefinitions());
    expect(COLON);
    return node.with("Type", type()).with("Directives", directives(true)).done();
  }

  private List<ObjectValue> argumentDefinitions() {
    return some(PAREN_LEFT, PAREN_RIGHT, this::input);
  }

  private ObjectValue input() {
    Node node = new Node(peek()).with("Description", description()).with("Name", name());
    expect(COLON);
    node.with("Type", type());
    if (skip(EQUALS)) {
      node.with("DefaultValue", value(true));
    }
    return node.with("Directives", directives(true)).done();
  }

  private ObjectValue enumValue() {
    return new Node(peek())
        .with("Description", description())
        .with("Name", name())
        .with("Directives", directives(true))
        .done();
  }

  private ObjectValue directive(String description) {
    expectWord("directive");
    expect(AT);
    Node node =
        new Node(peek())
            .with("Description", description)
            .with("Name", name())
            .with("Arguments", argumentDefinitions());
    boolean repeatable = peek().isName("repeatable");
    if (repeatable) {
      next();
    }
    expectWord("on");
    return node.with("IsRepeatable", repeatable).withTexts("Locations", locations()).done();
  }

  private List<String> locations() {
    List<String> names = new ArrayList<>();
    skip(PIPE);
    do {
      Token name = expect(NAME);
      if (!LOCATIONS.contains(name.value())) {
        throw unexpected(name);
      }
      names.add(name.value());
    } while (skip(PIPE));
    return names;
  }
}
