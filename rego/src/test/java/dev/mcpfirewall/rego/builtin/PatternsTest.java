// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.TextCalls.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternsTest {
  @Test
  void findsAsGoFinds() {
    assertThat(answer("regex.find_n", "['a*', 'baaac', -1]")).isEqualTo("['', 'aaa', '']");
    assertThat(answer("regex.find_n", "['a', 'aaa', 2]")).isEqualTo("['a', 'a']");
    assertThat(answer("regex.find_n", "['a', 'aaa', 0]")).isEqualTo("[]");
    assertThat(answer("regex.find_all_string_submatch_n", "['(?P<x>a)|(b)', 'ab', -1]"))
        .isEqualTo("[['a', 'a', ''], ['b', '', 'b']]");
    assertThat(answer("regex.split", "['', 'ab']")).isEqualTo("['a', 'b']");
    assertThat(answer("regex.split", "['', '']")).isEqualTo("[]");
    assertThat(answer("regex.split", "[',', 'a,,b']")).isEqualTo("['a', '', 'b']");
    assertThat(answer("regex.match", "['b$', 'ab']")).isEqualTo("true");
    assertThat(answer("re_match", "['b', 'ac']")).isEqualTo("false");
  }

  @Test
  void replacesAsGoReplaces() {
    assertThat(answer("regex.replace", "['abc', '', '-']")).isEqualTo("'-a-b-c-'");
    assertThat(answer("regex.replace", "['baac', 'a*', 'x']")).isEqualTo("'xbxcx'");
    assertThat(answer("regex.replace", "['ab', '(?P<one>a)(b)', '${2}1$one$1x$$$']"))
        .isEqualTo("'b1a$$'");
    assertThat(answer("regex.replace", "['foo', '^[a-z]', 'F']")).isEqualTo("'Foo'");
    assertThat(answer("regex.replace", "['é😀é', '.', 'x']")).isEqualTo("'xxx'");
  }

  @Test
  void refusesExpressionsInGosWords() {
    assertThat(answer("regex.match", "['[', 'a']"))
        .isEqualTo("eval_builtin_error: error parsing regexp: missing closing ]: `[`");
    assertThat(answer("regex.match", "['(a', 'a']"))
        .isEqualTo("eval_builtin_error: error parsing regexp: missing closing ): `(a`");
    assertThat(answer("regex.match", "['a**', 'a']"))
        .isEqualTo(
            "eval_builtin_error: error parsing regexp: invalid nested repetition operator: `**`");
    assertThat(answer("regex.match", "['(?<=a)b', 'ab']"))
        .startsWith("eval_builtin_error: error parsing regexp: ");
  }

  @Test
  void refusesBombs() {
    for (String bomb :
        List.of(
            "(a{1000}){1000}",
            "((a{100}){100}){100}",
            "(a{1000}b{1000}c{1000}d{1000}e{1000}){30}",
            "(".repeat(50_000) + ")".repeat(50_000),
            "(?:".repeat(50_000),
            "(a".repeat(50_000),
            "a{1000}".repeat(500),
            "\\Q" + "a".repeat(60_000),
            "[".repeat(20_000),
            "(".repeat(5_000) + "a" + ")*".repeat(5_000))) {
      String answer =
          answer(
              new FakeEvaluation(1_000_000),
              "regex.match",
              List.of(StringValue.of(bomb), StringValue.of("aaa")));

      assertThat(answer).containsPattern("^eval_(builtin|limit)_error: error parsing regexp: ");
    }
    assertThat(answer("regex.is_valid", "['(a{1000}){1000}']")).isEqualTo("false");
    assertThat(answer("regex.is_valid", "['a{1000}']")).isEqualTo("true");
    assertThat(answer("regex.is_valid", "['(a{30}){30}[]{9999}]\\\\{{x{,3}']")).isEqualTo("true");
    assertThat(answer("regex.is_valid", "['" + "(".repeat(190) + ")".repeat(190) + "']"))
        .isEqualTo("true");
  }

  @Test
  void searchesInLinearTime() {
    String text = "a".repeat(100_000);

    assertThat(
            answer(
                new FakeEvaluation(1_000_000),
                "regex.match",
                List.of(StringValue.of("(a*)*(a|aa)*b$"), StringValue.of(text))))
        .isEqualTo("false");
    assertThat(
            answer(
                new FakeEvaluation(1_000_000),
                "glob.match",
                List.of(
                    StringValue.of("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"),
                    NullValue.NULL,
                    StringValue.of(text))))
        .isEqualTo("false");
  }

  @Test
  void matchesTemplates() {
    assertThat(answer("regex.template_match", "['urn:(x):<.*>', 'urn:(x):1', '<', '>']"))
        .isEqualTo("true");
    assertThat(answer("regex.template_match", "['a<b', 'a', '<', '>']"))
        .isEqualTo("eval_builtin_error: unbalanced braces in 'a<b'");
    assertThat(answer("regex.template_match", "['a', 'a', '<<', '>']"))
        .isEqualTo(
            "eval_builtin_error: start delimiter has to be exactly one character long but is 2 long");
  }

  @Test
  void intersectsSimpleExpressions() {
    assertThat(answer("regex.globs_match", "['[a-z]*', '[0-9]+']")).isEqualTo("false");
    assertThat(answer("regex.globs_match", "['a*', 'b*']")).isEqualTo("false");
    assertThat(answer("regex.globs_match", "['a*b+c', 'aa.*c']")).isEqualTo("true");
    assertThat(answer("regex.globs_match", "['a\\\\*', 'a.']")).isEqualTo("true");
    assertThat(answer("regex.globs_match", "['*a', 'a']"))
        .isEqualTo(
            "eval_builtin_error: input:*a, pos:1, flag '*' must be preceded by a non-flag:"
                + " the input provided is invalid");
    assertThat(answer("regex.globs_match", "['[a', 'a']")).contains("found [ without matching ]");
  }

  @Test
  void matchesGlobs() {
    assertThat(answer("glob.match", "['*.com', [], 'a.b.com']")).isEqualTo("false");
    assertThat(answer("glob.match", "['**.com', [], 'a.b.com']")).isEqualTo("true");
    assertThat(answer("glob.match", "['*/x', ['/', ':'], 'a:b/x']")).isEqualTo("false");
    assertThat(answer("glob.match", "['/srv/{data,www}/**', ['/'], '/srv/www/a/b']"))
        .isEqualTo("true");
    assertThat(answer("glob.match", "['a[!.]c', ['.'], 'a.c']")).isEqualTo("false");
    assertThat(answer("glob.match", "['a[b.]c', ['.'], 'a.c']")).isEqualTo("true");
    assertThat(answer("glob.match", "['{a,b', [], 'b']")).isEqualTo("true");
    assertThat(answer("glob.match", "['a]}', [], 'a]}']")).isEqualTo("true");
    assertThat(answer("glob.match", "['a', ['ab'], 'a']"))
        .isEqualTo(
            "eval_type_error: operand 2 must be array of runes but got array containing string");
    assertThat(answer("glob.match", "['[a', [], 'a']"))
        .isEqualTo("eval_builtin_error: unexpected end of input");
    assertThat(answer("glob.match", "['[b-a]', [], 'a']"))
        .isEqualTo("eval_builtin_error: hi character 'a' should be greater than lo 'b'");
    assertThat(answer("glob.match", "['" + "{".repeat(500) + "', [], 'a']"))
        .isEqualTo("eval_limit_error: glob nests too deeply");
    assertThat(answer("glob.quote_meta", "['*?[a]{b}']")).contains("*", "?");
  }
}
