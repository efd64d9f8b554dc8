// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.jsonschema;

import static dev.mcpfirewall.rego.builtin.PolicyCalls.at;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.call;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.error;
import static dev.mcpfirewall.rego.builtin.PolicyCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaTest {
  private static List<String> failures(String document, String schema) {
    Value failures = at(call("json.match_schema", document, schema), 1);
    return ((ArrayValue) failures)
        .elements().stream().map(f -> ((StringValue) at(f, "error")).value()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\": {\"b\": \"x\"}} | {\"properties\": {\"a\": {\"properties\": {\"b\": {\"type\": \"integer\"}}}}} | a.b: Invalid type. Expected: integer, given: string",
        "5 | {\"type\": [\"string\", \"null\"]} | (root): Invalid type. Expected: [string,null], given: integer",
        "{} | {\"required\": [\"a\"]} | (root): a is required",
        "{\"b\": 1} | {\"additionalProperties\": false} | (root): Additional property b is not allowed",
        "5 | {\"minimum\": 6} | (root): Must be greater than or equal to 6",
        "5 | {\"minimum\": 5, \"exclusiveMinimum\": true} | (root): Must be greater than 5",
        "5 | {\"exclusiveMaximum\": 5} | (root): Must be less than 5",
        "7 | {\"multipleOf\": 2.5} | (root): Must be a multiple of 2.5",
        "\"abc\" | {\"maxLength\": 2} | (root): String length must be less than or equal to 2",
        "\"abc\" | {\"pattern\": \"^x\"} | (root): Does not match pattern '^x'",
        "\"x\" | {\"format\": \"ipv4\"} | (root): Does not match format 'ipv4'",
        "[1, 1] | {\"uniqueItems\": true} | (root): array items[0,1] must be unique",
        "[1, \"a\"] | {\"items\": {\"type\": \"integer\"}} | 1: Invalid type. Expected: integer, given: string",
        "[1, 2] | {\"items\": [{}], \"additionalItems\": false} | (root): No additional items allowed on array",
        "[1] | {\"minItems\": 2} | (root): Array must have at least 2 items",
        "3 | {\"enum\": [1, \"a\"]} | (root): (root) must be one of the following: 1, \"a\"",
        "3 | {\"const\": 4} | (root): (root) does not match: 4",
        "3 | {\"not\": {}} | (root): Must not validate the schema (not)",
        "{\"a\": 1} | {\"dependencies\": {\"a\": [\"b\"]}} | (root): Has a dependency on b",
        "3 | {\"anyOf\": [{\"type\": \"string\"}]} | (root): Must validate at least one schema (anyOf)",
        "3 | {\"oneOf\": [{}, {}]} | (root): Must validate one and only one schema (oneOf)",
        "3 | {\"if\": {}, \"then\": false} | (root): Must validate \"then\" as \"if\" was valid",
        "{\"ab\": 1} | {\"propertyNames\": {\"maxLength\": 1}} | (root): Property name of \"ab\" does not match"
      })
  void saysWhatIsWrongAsOpaDoes(String document, String schema, String first) {
    assertThat(failures(document, schema)).first().isEqualTo(first);
  }

  @Test
  void followsReferencesWithinTheSchema() {
    String schema =
        """
        {"$id": "http://x.example/root.json", "definitions": {
           "n": {"$id": "#n", "type": "integer"}, "m": {"$ref": "root.json#/definitions/n"}},
         "properties": {"a": {"$ref": "#n"}, "b": {"$ref": "#/definitions/m"},
                        "next": {"$ref": "#"}}}
        """;

    assertThat(failures("{\"a\": 1, \"b\": 2, \"next\": {\"a\": 3}}", schema)).isEmpty();
    assertThat(failures("{\"next\": {\"next\": {\"b\": \"x\"}}}", schema))
        .containsExactly("next.next.b: Invalid type. Expected: integer, given: string");
  }

  @Test
  void fetchesNothing() {
    for (String url :
        List.of("http://127.0.0.1:1/x", "https://example.com/s.json#/a", "file:///etc/passwd")) {
      assertThat(error("json.match_schema", "{}", "{\"$ref\": \"" + url + "\"}"))
          .contains("remote reference loading disabled");
    }
  }

  @Test
  void endsWhereASchemaIsItself() {
    assertThat(error("json.match_schema", "{}", "{\"$ref\": \"#\"}")).contains("nested deeper");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"type\": \"x\"} | has a primitive type that is NOT VALID -- given: /x/",
        "{\"type\": [\"null\", \"null\"]} | null type is duplicated",
        "{\"properties\": 1} | properties must be of type object",
        "{\"minLength\": -1} | minLength must be greater than or equal to 0",
        "{\"minLength\": 2, \"maxLength\": 1} | minLength cannot be greater than maxLength",
        "{\"multipleOf\": 0} | multipleOf must be strictly greater than 0",
        "{\"pattern\": \"(\"} | pattern must be a valid regex",
        "{\"required\": [\"a\", \"a\"]} | required items must be unique",
        "{\"enum\": 1} | enum must be of an array",
        "{\"exclusiveMinimum\": true} | exclusiveMinimum cannot be used without minimum",
        "{\"$ref\": \"#/nope\"} | Object has no key 'nope'",
        "[] | schema is invalid",
        "{ | invalid JSON string"
      })
  void refusesWhatIsNoSchema(String schema, String message) {
    Value verified = call("json.verify_schema", schema);

    assertThat(at(verified, 0)).isEqualTo(BooleanValue.FALSE);
    assertThat(((StringValue) at(verified, 1)).value())
        .startsWith("jsonschema: ")
        .contains(message);
  }

  @Test
  void readsDraftsByTheirNames() {
    String four = "{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"const\": 1}";
    String seven = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"const\": 1}";

    assertThat(failures("2", four)).isEmpty();
    assertThat(failures("2", seven)).hasSize(1);
  }

  @Test
  void takesValuesAsWellAsTexts() {
    assertThat(call("json.match_schema", json("[1]"), json("{\"type\": \"array\"}")))
        .isEqualTo(json("[true, []]"));
  }

  @Test
  void showsBoundsAsGoDoes() {
    assertThat(NumberCheck.shown(new BigDecimal("100"))).isEqualTo("100");
    assertThat(NumberCheck.shown(new BigDecimal("1234567890"))).isEqualTo("1234567890");
    assertThat(NumberCheck.shown(new BigDecimal("12345678901"))).isEqualTo("1.23456789e+10");
    assertThat(NumberCheck.shown(new BigDecimal("0.00001"))).isEqualTo("1e-05");
  }
}
