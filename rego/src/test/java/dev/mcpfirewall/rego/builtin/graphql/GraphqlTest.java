// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.graphql;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphqlTest {
  private static final String SCHEMA =
      """
      type Query { dog(id: ID!, sure: Boolean = true): Dog  pets(of: Filter): [Pet!]  any: Any }
      type Mutation { feed(grams: Int!): Dog! }
      type Subscription { fed: Dog  born: Dog }
      interface Pet { name: String! }
      type Dog implements Pet { name: String!  barks(loud: Loud): Boolean  mate: Dog  age: Int }
      type Cat implements Pet { name: String!  lives: Int  age: String }
      type Rock { weight: Float }
      union Any = Dog | Rock
      enum Loud { YES NO }
      input Filter { name: String!  older: Int  not: Filter }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ dog(id: 1) { name } }",
        "{ dog(id: \"a\") { ...f } } fragment f on Dog { name mate { name } }",
        "query q($i: ID!) { dog(id: $i) { barks(loud: YES) } }",
        "query q($i: ID = 1) { dog(id: $i) { name } }",
        "query q($s: Boolean) { dog(id: 1, sure: $s) { name } }",
        "{ pets(of: {name: \"x\", not: {name: \"y\"}}) { name ... on Cat { lives } } }",
        "{ pets { ... on Dog { a: age } ... on Cat { b: age } __typename } }",
        "{ __schema { types { name } } __type(name: \"Dog\") { kind } }",
        "mutation { feed(grams: 3) { name } }",
        "subscription { fed { name } }",
        "{ any { ... on Rock @include(if: true) { weight } } }",
        ""
      })
  void acceptsWhatKeepsTheRules(String query) {
    assertThat(call("graphql.is_valid", query, SCHEMA)).isEqualTo(BooleanValue.TRUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{ cat } | Cannot query field \"cat\" on type \"Query\"",
        "{ dog { name } } | argument \"id\" of type \"ID!\" is required, but it was not provided",
        "{ dog(id: 1) } | Field \"dog\" of type \"Dog\" must have a selection of subfields",
        "{ dog(id: 1) { name { x } } } | must not have a selection since type \"String\"",
        "{ dog(id: 1, ix: 2) { name } } | Unknown argument \"ix\" on field \"Query.dog\"",
        "{ dog(id: 1) @x { name } } | Unknown directive \"@x\"",
        "{ dog(id: 1) { ...f } } | Unknown fragment \"f\"",
        "{ dog(id: 1) { name } } fragment f on Dog { name } | Fragment \"f\" is never used",
        "{ dog(id: 1) { ...f } } fragment f on Dog { ...f } | Cannot spread fragment \"f\" within itself",
        "{ dog(id: 1) { ... on Rock { weight } } } | can never be of type \"Rock\"",
        "{ dog(id: 1) { ... on Loud { x } } } | cannot condition on non composite type \"Loud\"",
        "query q($a: Int) { dog(id: 1) { name } } | Variable \"$a\" is never used in operation \"q\"",
        "query q { dog(id: $a) { name } } | Variable \"$a\" is not defined by operation \"q\"",
        "query q($a: Dog) { dog(id: $a) { name } } | cannot be non-input type \"Dog\"",
        "query q($a: Nope) { dog(id: $a) { name } } | Unknown type \"Nope\"",
        "query q($a: ID) { dog(id: $a) { name } } | used in position expecting type \"ID!\"",
        "query q($a: ID!, $a: ID!) { dog(id: $a) { name } } | only one variable named \"$a\"",
        "{ dog(id: 1, id: 2) { name } } | There can be only one argument named \"id\"",
        "{ dog(id: true) { name } } | ID cannot represent a non-string and non-integer value: true",
        "{ dog(id: 1) { barks(loud: MAYBE) } } | does not exist in \"Loud\" enum",
        "{ pets(of: {older: 1}) { name } } | Field \"Filter.name\" of required type \"String!\"",
        "{ pets(of: {name: \"x\", odd: 1}) { name } } | Field \"odd\" is not defined by type",
        "{ pets(of: {name: \"x\", name: \"y\"}) { name } } | only one input field named \"name\"",
        "{ dog(id: 1) { x: name x: age } } | Fields \"x\" conflict because \"name\" and \"age\"",
        "{ dog(id: 1) { name } dog(id: 2) { name } } | they have differing arguments",
        "{ pets { ... on Dog { age } ... on Cat { age } } } | they return conflicting types",
        "{ dog(id: 1) { m: mate { x: name } m: mate { x: age } } } | subfields \"x\" conflict",
        "subscription { fed { name } born { name } } | must select only one top level field",
        "{ dog(id: 1) { name } } { dog(id: 1) { name } } | must be the only defined operation",
        "query a { any { __typename } } query a { any { __typename } } | only one operation named",
        "mutation { feed(grams: 1.5) { name } } | Int cannot represent non-integer value: 1.5",
        "{ dog(id: 1) @skip(if: true) @skip(if: true) { name } } | can only be used once"
      })
  void saysWhichRuleIsBroken(String query, String message) {
    assertThat(call("graphql.is_valid", query, SCHEMA)).isEqualTo(BooleanValue.FALSE);
    assertThat(error("graphql.parse", query, SCHEMA)).contains(message);
    assertThat(call("graphql.parse_and_verify", query, SCHEMA)).isEqualTo(json("[false, {}, {}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type A { a: B }",
        "type A { a: Int a: Int }",
        "type A { __a: Int }",
        "type A { a: Int } type A { b: Int }",
        "type A { a(x: A): Int }",
        "input I { a: A } type A { a: Int }",
        "interface I { a: Int } type A implements I { b: Int }",
        "interface I { a: Int } type A implements I { a: String }",
        "interface I { a(x: Int): Int } type A implements I { a: Int }",
        "union U = Int",
        "enum E { true }",
        "type A @nope { a: Int }",
        "schema { query: Nope }",
        "extend enum E { X } type E { a: Int }",
        "directive @d(a: Int @d) on ARGUMENT_DEFINITION"
      })
  void refusesSchemasThatMakeNoSense(String schema) {
    assertThat(call("graphql.schema_is_valid", schema)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void namesThePlaceInCodePoints() {
    assertThat(error("graphql.parse_query", "{ a(b: \"\uD83D\uDE00\") ]"))
        .contains("Expected Name, found ] in GraphQL string at location 1:13");
  }

  @Test
  void takesTreesAsWellAsTexts() {
    Value query = call("graphql.parse_query", "{ dog(id: 1) { name ... on Pet { name } } }");
    Value schema = call("graphql.parse_schema", SCHEMA);

    Value parsed = call("graphql.parse", query, schema);

    assertThat(at(parsed, 0)).isEqualTo(query);
    assertThat(at(parsed, 1)).isEqualTo(schema);
    assertThat(call("graphql.is_valid", json("{\"Operations\": 1}"), schema))
        .isEqualTo(BooleanValue.FALSE);
    assertThat(call("graphql.is_valid", json("1"), schema)).isEqualTo(BooleanValue.FALSE);
  }

  @Test
  void boundsDepth() {
    assertThat(error("graphql.parse_query", "{a".repeat(100_000))).contains("nested deeper");
    assertThat(error("graphql.parse_query", "{a(b:" + "[".repeat(100_000)))
        .contains("nested deeper");
    assertThat(error("graphql.parse_schema", "type A{a:" + "[".repeat(100_000)))
        .contains("nested deeper");
  }
}
