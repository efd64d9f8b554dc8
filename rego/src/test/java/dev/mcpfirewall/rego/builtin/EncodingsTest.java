// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.Asked.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingsTest {
  @Test
  void bytesSurviveBeingAString() {
    String bytes = "00ff80c3a9f09f9aaaed";

    Value decoded = called("hex.decode", StringValue.of(bytes));

    assertThat(called("count", decoded)).hasToString("6");
    assertThat(called("hex.encode", decoded)).isEqualTo(StringValue.of(bytes));
    Value coded = called("base64.encode", decoded);
    assertThat(called("base64.decode", coded)).isEqualTo(decoded);
  }

  private static Value called(String name, Value operand) {
    Value answer = TextCalls.call(new FakeEvaluation(1_000), name, List.of(operand));
    assertThat(answer).isNotNull();
    return answer == null ? operand : answer;
  }

  @Test
  void hexErrorsNameTheByte() {
    assertThat(ask("hex.decode", "'0g'"))
        .isEqualTo("eval_builtin_error: encoding/hex: invalid byte: U+0067 'g'");
    assertThat(ask("hex.decode", "'000'"))
        .isEqualTo("eval_builtin_error: encoding/hex: odd length hex string");
    assertThat(ask("hex.decode", "'4A6b'")).isEqualTo("'Jk'");
  }

  @Test
  void codesAddresses() {
    assertThat(ask("urlquery.encode", "'a b~é*'")).isEqualTo("'a+b~%C3%A9%2A'");
    assertThat(ask("urlquery.decode", "'a+b%c3%A9'")).isEqualTo("'a bé'");
    assertThat(ask("urlquery.decode", "'a%zz9'"))
        .isEqualTo("eval_builtin_error: invalid URL escape '%zz'");
    assertThat(ask("urlquery.encode_object", "{'b': {'2', '1'}, 'a': 'x', 'c': []}"))
        .isEqualTo("'a=x&b=1&b=2'");
    assertThat(ask("urlquery.encode_object", "{'a': 1}"))
        .isEqualTo(
            "eval_type_error: operand 1 values must be string, array[string], or set[string]");
    assertThat(ask("urlquery.decode_object", "'a=1&&b=%20&a'"))
        .isEqualTo("{'a': ['1', ''], 'b': [' ']}");
    assertThat(ask("urlquery.decode_object", "'a=1;b=2'"))
        .isEqualTo("eval_builtin_error: invalid semicolon separator in query");
  }

  @Test
  void codesJson() {
    assertThat(ask("json.marshal", "{1: {2}, 'a': '<&>'}"))
        .isEqualTo("'{\\'1\\':[2],\\'a\\':\\'\\\\u003c\\\\u0026\\\\u003e\\'}'");
    assertThat(ask("json.unmarshal", "'[1'"))
        .isEqualTo("eval_builtin_error: unexpected end of JSON input");
    assertThat(ask("json.unmarshal", "'[1 2]'"))
        .isEqualTo("eval_builtin_error: invalid character '2' after array element");
    assertThat(ask("json.is_valid", "'1e5'")).isEqualTo("true");
    assertThat(ask("json.marshal_with_options", "[], {'indent': 1}"))
        .isEqualTo(
            "eval_type_error: operand 2 key 'indent' failed cast to string: operand 0 must be"
                + " string but got number");
    assertThat(ask("json.marshal_with_options", "{'a': [1]}, {'indent': ' ', 'prefix': '>'}"))
        .isEqualTo("'>{\\n> \\'a\\': [\\n>  1\\n> ]\\n>}'");
  }

  @Test
  void smallValuesOfLargeTextArePaidFor() {
    Value value = StringValue.of("ha");
    for (int i = 0; i < 60; i++) {
      value = ArrayValue.of(value, value);
    }

    assertThat(TextCalls.answer(new FakeEvaluation(10_000), "json.marshal", List.of(value)))
        .startsWith("eval_limit_error");
    assertThat(TextCalls.answer(new FakeEvaluation(10_000), "yaml.marshal", List.of(value)))
        .startsWith("eval_limit_error");
  }

  @Test
  void writesYaml() {
    assertThat(
            ask("yaml.marshal", "{'b': [1, {'x': null}], 'a': {'t': 'yes', 's': '10'}, 'c': {}}"))
        .isEqualTo("'a:\\n  s: \\'10\\'\\n  t: \\'yes\\'\\nb:\\n- 1\\n- x: undefined\\nc: {}\\n'");
    assertThat(ask("yaml.marshal", "'a: b'")).isEqualTo("''a: b'\\n'");
  }

  @Test
  void readsYamlAsGoDoes() {
    assertThat(yaml("a: yes\nb: 0x1F\nc: 010\nd: 1_000\ne: 1.50\nf: ~\ng: 2001-01-01\n"))
        .isEqualTo(
            "{'a': true, 'b': 31, 'c': 8, 'd': 1000, 'e': 1.5, 'f': undefined, 'g':"
                + " '2001-01-01'}");
    assertThat(yaml("x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  b: 3\n"))
        .isEqualTo("{'x': {'a': 1, 'b': 2}, 'z': {'a': 1, 'b': 3}}");
    assertThat(yaml("1: a\ntrue: b\n")).isEqualTo("{'1': 'a', 'true': 'b'}");
    assertThat(yaml("")).isEqualTo("undefined");
    assertThat(yaml("a: 1\n---\nb: 2\n")).isEqualTo("{'a': 1}");
    assertThat(yaml("a: .inf")).isEqualTo("eval_builtin_error: json: unsupported value: +Inf");
    assertThat(yaml("a: [")).startsWith("eval_builtin_error: yaml: line ");
    for (String cut : List.of("\"\\u", "\"\\x", "\"\\U00", "\"\\UFFFFFFFF\"")) {
      assertThat(yaml(cut)).as(cut).startsWith("eval_builtin_error: yaml: ");
    }
    assertThat(yaml("&a [*a]"))
        .isEqualTo("eval_builtin_error: yaml: unknown anchor 'a' referenced");
  }

  private static String yaml(String text) {
    return TextCalls.answer(
            new FakeEvaluation(10_000), "yaml.unmarshal", List.of(StringValue.of(text)))
        .replace('"', '\'');
  }

  @Test
  void yamlThatGrowsIsRefused() {
    StringBuilder laughs = new StringBuilder("a: &a0 [ha]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append(String.format("b%d: &a%d [*a%d, *a%d]%n", i, i, i - 1, i - 1));
    }
    String deep = String.join("", Collections.nCopies(100_000, "["));

    assertThat(
            TextCalls.answer(
                new FakeEvaluation(Long.MAX_VALUE),
                "yaml.unmarshal",
                List.of(StringValue.of(laughs.toString()))))
        .isEqualTo("eval_limit_error: yaml: document contains excessive aliasing");
    assertThat(
            TextCalls.answer(
                new FakeEvaluation(Long.MAX_VALUE),
                "yaml.unmarshal",
                List.of(StringValue.of(deep))))
        .startsWith("eval_limit_error: yaml: ");
  }
}
