// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.TextCalls.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StringsTest {
  @Test
  void countsCodePoints() {
    assertThat(answer("indexof", "['🚪key', 'key']")).isEqualTo("1");
    assertThat(answer("indexof_n", "['🚪🚪a🚪', '🚪']")).isEqualTo("[0, 1, 3]");
    assertThat(answer("indexof_n", "['aaaa', 'aa']")).isEqualTo("[0, 1, 2]");
    assertThat(answer("substring", "['🚪ab', 1, 1]")).isEqualTo("'a'");
    assertThat(answer("substring", "['🚪ab', 1, -1]")).isEqualTo("'ab'");
    assertThat(answer("substring", "['ab', 9, 2]")).isEqualTo("''");
    assertThat(answer("substring", "['ab', 1, 9007199254740993]")).isEqualTo("'b'");
    assertThat(answer("strings.count", "['🚪b', '']")).isEqualTo("3");
    assertThat(answer("strings.reverse", "['ab🚪']")).isEqualTo("'🚪ba'");
  }

  @Test
  void searchesLongNeedlesInLinearTime() {
    String hay = "a".repeat(400_000);
    String needle = "a".repeat(200_000) + "b";

    List<Value> arguments = List.of(StringValue.of(hay), StringValue.of(needle));

    assertThat(answer(new FakeEvaluation(100_000), "contains", arguments)).isEqualTo("false");
    assertThat(answer(new FakeEvaluation(100_000), "indexof", arguments)).isEqualTo("-1");
  }

  @Test
  void saysWhichOperandIsWrong() {
    assertThat(answer("indexof", "['a', '']"))
        .isEqualTo("eval_builtin_error: empty search character");
    assertThat(answer("substring", "['a', -1, 1]"))
        .isEqualTo("eval_builtin_error: negative offset");
    assertThat(answer("lower", "[1]"))
        .isEqualTo("eval_type_error: operand 1 must be string but got number");
    assertThat(answer("concat", "[',', ['a', 1]]"))
        .isEqualTo(
            "eval_type_error: operand 2 must be array of strings but got array containing number");
    assertThat(answer("concat", "[',', 'a']"))
        .isEqualTo("eval_type_error: operand 2 must be one of {set, array} but got string");
    assertThat(answer("strings.replace_n", "[{'a': 1}, 'a']"))
        .isEqualTo("eval_type_error: operand 1 non-string value found in pattern object");
    assertThat(answer("format_int", "[1, 7]"))
        .isEqualTo("eval_type_error: operand 2 must be one of {2, 8, 10, 16}");
  }

  @Test
  void changesCaseLetterByLetter() {
    assertThat(answer("upper", "['straße']")).isEqualTo("'STRAßE'");
    assertThat(answer("lower", "['ΑΣ İ']")).isEqualTo("'ασ i'");
  }

  @Test
  void splitsAndReplaces() {
    assertThat(answer("split", "['a.b..', '.']")).isEqualTo("['a', 'b', '', '']");
    assertThat(answer("split", "['a🚪', '']")).isEqualTo("['a', '🚪']");
    assertThat(answer("split", "['', '']")).isEqualTo("[]");
    assertThat(answer("replace", "['ab', '', '-']")).isEqualTo("'-a-b-'");
    assertThat(answer("strings.replace_n", "[{'a': 'b', 'b': 'a'}, 'abba']")).isEqualTo("'baab'");
    assertThat(answer("strings.replace_n", "[{'': '-', 'a': 'x'}, 'ab']")).isEqualTo("'-x-b-'");
    assertThat(answer("strings.replace_n", "[{'ab': '1', 'abc': '2'}, 'abcab']"))
        .isEqualTo("'1c1'");
  }

  @Test
  void refusesToGrowWithoutEnd() {
    List<Value> arguments =
        List.of(
            StringValue.of("a".repeat(100_000)),
            StringValue.of("a"),
            StringValue.of("b".repeat(100_000)));

    assertThat(answer(new FakeEvaluation(1_000_000), "replace", arguments))
        .isEqualTo("eval_limit_error: text longer than 16777216 characters");
  }

  @Test
  void formatsIntegersOfAnySize() {
    assertThat(answer("format_int", "[-255.9, 16]")).isEqualTo("'-ff'");
    assertThat(answer("format_int", "[18446744073709551616, 2]"))
        .isEqualTo("'1" + "0".repeat(64) + "'");
  }

  @Test
  void trims() {
    assertThat(answer("trim", "['🚪a🚪', '🚪']")).isEqualTo("'a'");
    assertThat(answer("trim_space", "['\\u2003 a\\u0085\\t']")).isEqualTo("'a'");
    assertThat(answer("trim_prefix", "['aab', 'a']")).isEqualTo("'ab'");
    assertThat(answer("trim_suffix", "['abb', 'b']")).isEqualTo("'ab'");
    assertThat(answer("trim_left", "['abca', 'ba']")).isEqualTo("'ca'");
    assertThat(answer("trim_right", "['abca', 'ca']")).isEqualTo("'ab'");
  }

  @Test
  void looksForManyInMany() {
    String many =
        "['" + String.join("', '", IntStream.range(0, 90).mapToObj(i -> "k" + i).toList()) + "']";

    assertThat(answer("strings.any_prefix_match", "[" + many + ", 'k8']")).isEqualTo("true");
    assertThat(answer("strings.any_prefix_match", "[" + many + ", ['x', 'k9x']]"))
        .isEqualTo("false");
    assertThat(answer("strings.any_suffix_match", "[" + many + ", ['x', '89']]")).isEqualTo("true");
  }

  @Test
  void rendersTemplates() {
    assertThat(rendered("{{.a}} {{.b.c}} {{.none}}")).isEqualTo("x 7 <undefined>");
    assertThat(rendered("{{range $i, $e := .l}}{{if $i}}, {{end}}{{$i}}={{$e}}{{else}}-{{end}}"))
        .isEqualTo("0=p, 1=q");
    assertThat(rendered("{{range $k, $v := .b}}{{$k}}:{{$v}}{{end}}")).isEqualTo("c:7");
    assertThat(rendered("{{with .a}}[{{.}}]{{end}}{{with .none}}no{{else}}{{.a}}{{end}}"))
        .isEqualTo("[x]x");
    assertThat(rendered("{{if eq .a \"y\"}}1{{else if eq .a \"x\"}}2{{else}}3{{end}}"))
        .isEqualTo("2");
    assertThat(rendered("{{.a | printf \"%s-%d\" \"z\" | len}}")).isEqualTo("15");
    assertThat(rendered("{{printf \"%q %v\" .a .l}}")).isEqualTo("\"x\" [p q]");
    assertThat(rendered("a {{- /* no */ -}} b {{- 3 -}} c")).isEqualTo("ab3c");
    assertThat(rendered("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}{{and 0 1}}{{or 0 5}}"))
        .isEqualTo("205");
    assertThat(rendered("{{range 3}}{{.}}{{if eq . 1}}{{break}}{{end}}{{end}}")).isEqualTo("01");
    assertThat(rendered("{{index .l 1}}{{len .l}}{{not .none}}{{.b}}")).isEqualTo("q2truemap[c:7]");
    assertThat(rendered("{{html \"<a>\"}}")).isEqualTo("&lt;a&gt;");
  }

  @Test
  void refusesTemplatesThatAreNone() {
    for (String wrong :
        List.of(
            "{{",
            "{{.a",
            "{{if .a}}",
            "{{end}}",
            "{{else}}",
            "{{nope .a}}",
            "{{.a.b}}",
            "{{.none.b}}",
            "{{$x}}",
            "{{template \"x\"}}",
            "{{range .a}}{{end}}",
            "{{break}}",
            "{{}}",
            "{{1 2}}",
            "{{lt 1 \"a\"}}",
            "{{\"a\" | .b}}",
            "{{(}}",
            "{{index .l 9}}")) {
      assertThat(rendered(wrong)).as(wrong).startsWith("eval_builtin_error: template: ");
    }
  }

  @Test
  void refusesTemplatesThatNestTooDeep() {
    for (String deep :
        List.of(
            "(".repeat(5) + "{{" + "(".repeat(5_000) + "1" + ")".repeat(5_000) + "}}",
            "{{if 1}}".repeat(5_000))) {
      assertThatThrownBy(() -> rendered(deep)).isInstanceOf(LimitExceeded.class);
    }
  }

  @Test
  void countsTheRoundsOfATemplate() {
    assertThat(rendered("{{range 9000000}}{{range 9000000}}{{end}}{{end}}"))
        .isEqualTo("eval_limit_error: steps used up");
  }

  private static String rendered(String template) {
    ObjectValue variables =
        (ObjectValue) Json.read("{\"a\":\"x\",\"b\":{\"c\":7},\"l\":[\"p\",\"q\"]}");
    FakeEvaluation in = new FakeEvaluation(100_000);
    try {
      return TextCalls.call(
                  in, "strings.render_template", List.of(StringValue.of(template), variables))
              instanceof StringValue s
          ? s.value()
          : "?";
    } catch (BuiltinError e) {
      return e.code() + ": " + e.getMessage();
    } catch (RegoException e) {
      return e.errors().getFirst().headline();
    }
  }
}
