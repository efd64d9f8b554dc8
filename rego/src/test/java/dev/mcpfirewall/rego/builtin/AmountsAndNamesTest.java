// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin;

import static dev.mcpfirewall.rego.builtin.TextCalls.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.type.Signature;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.NullValue;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units, versions, identifiers, chance and messages. */
class AmountsAndNamesTest {
  @Test
  void everySignatureReads() {
    Builtins.all().list().forEach(b -> assertThat(Signature.parse(b.signature())).isNotNull());
  }

  @Test
  void readsUnits() {
    assertThat(answer("units.parse", "['1.5Ki']")).isEqualTo("1536");
    assertThat(answer("units.parse", "['200m']")).isEqualTo("0.2");
    assertThat(answer("units.parse", "['2E']")).isEqualTo("2000000000000000000");
    assertThat(answer("units.parse", "['-1e3K']")).isEqualTo("-1000000");
    assertThat(answer("units.parse_bytes", "['1.9KB']")).isEqualTo("1900");
    assertThat(answer("units.parse_bytes", "['1e2eib']")).isEqualTo("115292150460684697600");
    assertThat(answer("units.parse_bytes", "['.7']")).isEqualTo("0");
  }

  @Test
  void refusesUnits() {
    assertThat(answer("units.parse", "['1 K']"))
        .isEqualTo("eval_builtin_error: spaces not allowed in resource strings");
    assertThat(answer("units.parse", "['K']")).isEqualTo("eval_builtin_error: no amount provided");
    assertThat(answer("units.parse", "['1kB']"))
        .isEqualTo("eval_builtin_error: unit kb not recognized");
    assertThat(answer("units.parse", "['1.2.3']"))
        .isEqualTo("eval_builtin_error: could not parse amount to a number");
    assertThat(answer("units.parse_bytes", "['1x']"))
        .isEqualTo("eval_builtin_error: byte unit x not recognized");
    assertThat(answer("units.parse_bytes", "['1b']"))
        .isEqualTo("eval_builtin_error: byte unit b not recognized");
    assertThat(answer("units.parse", "['1e9999999']"))
        .isEqualTo("eval_limit_error: exponent too large");
    assertThat(answer("units.parse", "['1e999999']"))
        .isEqualTo("eval_limit_error: exponent too large");
    assertThat(answer("units.parse_bytes", "['1e-999999']"))
        .isEqualTo("eval_limit_error: exponent too large");
  }

  @Test
  void readsPackageUrls() {
    assertThat(answer("purl.parse", "['pkg:maven/org.apache.xml/batik-anim@1.9.1?packaging=jar']"))
        .isEqualTo(
            "{'name': 'batik-anim', 'namespace': 'org.apache.xml', "
                + "'qualifiers': {'packaging': 'jar'}, 'type': 'maven', "
                + "'version': '1.9.1'}");
    assertThat(answer("purl.parse", "['PKG://GitHub/Some%20One/Tool@main#/docs/a.md/']"))
        .isEqualTo(
            "{'name': 'tool', 'namespace': 'some one', 'subpath': 'docs/a.md', "
                + "'type': 'github', 'version': 'main'}");
    assertThat(answer("purl.parse", "['pkg:npm/%40babel/core@7.24.0']"))
        .isEqualTo(
            "{'name': 'core', 'namespace': '@babel', 'type': 'npm', " + "'version': '7.24.0'}");
    assertThat(answer("purl.parse", "['pkg:pypi/My_Package?B=2&a=1&c=']"))
        .isEqualTo(
            "{'name': 'my-package', 'qualifiers': {'a': '1', 'b': '2'}, " + "'type': 'pypi'}");
  }

  @Test
  void tellsWhatIsNoPackageUrl() {
    List<String> none =
        List.of(
            "",
            "npm/core",
            "http://npm/core",
            "pkg:npm",
            "pkg:npm/",
            "pkg:1npm/core",
            "pkg:npm/core@%zz",
            "pkg:npm/core?1a=x",
            "pkg:npm/core?a=1&A=2",
            "pkg:npm/core?a=1;b=2",
            "pkg:npm/core#a/../b",
            "pkg:swift/github.com/some/tool",
            "pkg:swift/tool@1",
            "pkg:cran/tool",
            "pkg:conan/some/tool@1",
            "pkg:conan/tool@1?channel=x",
            "pkg:cpan/some/tool",
            "pkg:cpan/SOME/Tool::Kit",
            "pkg:cpan/Tool-Kit");
    for (String text : none) {
      assertThat(answer("purl.is_valid", "['" + text + "']")).as(text).isEqualTo("false");
    }
    assertThat(answer("purl.is_valid", "[7]")).isEqualTo("false");
    assertThat(answer("purl.is_valid", "['pkg:cpan/SOME/Tool-Kit@1']")).isEqualTo("true");
    assertThat(answer("purl.parse", "['pkg:npm']"))
        .isEqualTo("eval_builtin_error: invalid PURL 'pkg:npm': type or name is missing");
  }

  @Test
  void comparesVersions() {
    String[] ascending = {
      "0.9.9",
      "1.0.0-1",
      "1.0.0-2",
      "1.0.0-10",
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.b",
      "1.0.0-beta",
      "1.0.0",
      "v1.0.1+x",
      "1.10.0"
    };
    for (int i = 0; i < ascending.length; i++) {
      for (int j = 0; j < ascending.length; j++) {
        assertThat(answer("semver.compare", "['" + ascending[i] + "', '" + ascending[j] + "']"))
            .isEqualTo("" + Integer.compare(i, j));
      }
    }
    for (String wrong :
        new String[] {"1.0", "1.0.0.0", "1.0.x", "1.0.0-a..b", "1.0.0+é", "1.0.-1", ""}) {
      assertThat(answer("semver.is_valid", "['" + wrong + "']")).as(wrong).isEqualTo("false");
    }
  }

  @Test
  void readsIdentifiers() {
    assertThat(answer("uuid.parse", "['{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}']"))
        .isEqualTo(
            "{'clocksequence': 180, 'macvariables': 'global:unicast',"
                + " 'nodeid': '00-c0-4f-d4-30-c8', 'time': 886630433151182400,"
                + " 'variant': 'RFC4122', 'version': 1}");
    assertThat(answer("uuid.parse", "['6ba7b8109dad11d180b400c04fd430cg']")).isEqualTo("undefined");
    assertThat(answer("uuid.parse", "['x']")).isEqualTo("undefined");
  }

  @Test
  void chanceIsTheSameWithinAnEvaluation() {
    FakeEvaluation in = new FakeEvaluation(1_000);
    List<Value> key = List.of(StringValue.of("k"));
    List<Value> bound = List.of(StringValue.of("k"), NumberValue.of(-1_000_000));

    assertThat(TextCalls.call(in, "uuid.rfc4122", key))
        .isEqualTo(TextCalls.call(in, "uuid.rfc4122", key));
    assertThat(TextCalls.answer(in, "uuid.rfc4122", key))
        .matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
    assertThat(TextCalls.call(in, "rand.intn", bound))
        .isEqualTo(TextCalls.call(in, "rand.intn", bound));
    assertThat(answer("rand.intn", "['k', 0]")).isEqualTo("0");
    assertThat(answer("rand.intn", "['k', 1.5]"))
        .isEqualTo(
            "eval_type_error: operand 2 must be integer number but got floating-point number");
  }

  @Test
  void printsEveryCombination() {
    FakeEvaluation in = new FakeEvaluation(1_000);
    SetValue two = SetValue.of(List.of(NumberValue.of(1), NumberValue.of(2)));

    TextCalls.call(
        in,
        "internal.print",
        List.of(ArrayValue.of(StringValue.of("x"), two, SetValue.EMPTY, two)));

    assertThat(in.said())
        .containsExactly(
            "x 1 <undefined> 1", "x 1 <undefined> 2", "x 2 <undefined> 1", "x 2 <undefined> 2");
  }

  @Test
  void putsValuesIntoText() {
    SetValue one = SetValue.of(List.of(ArrayValue.of(StringValue.of("a"), NullValue.NULL)));
    SetValue two = SetValue.of(List.of(NumberValue.of(1), NumberValue.of(2)));
    FakeEvaluation in = new FakeEvaluation(1_000);

    assertThat(
            TextCalls.call(
                in,
                "internal.template_string",
                List.of(ArrayValue.of(StringValue.of("<"), one, SetValue.EMPTY))))
        .isEqualTo(StringValue.of("<[\"a\", null]<undefined>"));
    assertThat(TextCalls.answer(in, "internal.template_string", List.of(ArrayValue.of(two))))
        .isEqualTo("eval_conflict_error: template-strings must not produce multiple outputs");
  }
}
