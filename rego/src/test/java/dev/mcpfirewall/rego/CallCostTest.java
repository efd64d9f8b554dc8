// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call of a built-in costs what it does, and stops where the budget is at its end. */
@Timeout(120)
class CallCostTest {
  private static final int LENGTH = 300_000;

  /** {@code text}: letters a; {@code digits}: those of a number. */
  private static final Value INPUT =
      new Members()
          .with("text", StringValue.of("a".repeat(LENGTH)))
          .with("digits", StringValue.of("7".repeat(300)))
          .value();

  /** Each takes a second or more, or would with a longer text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "regex.match(`(a?){400}[^a]`, input.text)",
        "regex.match(`(?i)(a|b|c|d|e|f|g|h){200}[^a]`, input.text)",
        "regex.find_n(`a.*b|a`, input.text, -1)",
        "regex.split(`a.*b|a`, input.text)",
        "regex.replace(input.text, `a.*b|a`, ``)",
        "regex.template_match(`{(a|b|c|d|e|f|g|h|aa|bb|cc|dd|ee|ff|gg)*[^a]}`, input.text, `{`, `}`)",
        "glob.match(`{*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b,c}`, [], input.text)",
        "regex.globs_match(replace(substring(input.text, 0, 1000), `a`, `a*`), concat(``, [replace(substring(input.text, 0, 1000), `a`, `a*`), `b`]))",
        "json.match_schema(input, {`properties`: {`text`: {`pattern`: `(a?){400}[^a]`}}})",
        "json.match_schema(input, {`properties`: {`text`: {`format`: `uri-template`}}})",
        "product([x | some i in numbers.range(1, 60); x := to_number(input.digits)])",
        "sum([x | some i in numbers.range(1, 500); x := bits.lsh(1, 60000 + i)])",
        "[x | some i in numbers.range(1, 200); x := to_number(input.digits) * bits.lsh(1, 60000)]",
        "[x | some i in numbers.range(1, 200); x := bits.lsh(1, 60000) % 1234567890123456789012345]",
        "[x | some i in numbers.range(1, 200); x := bits.lsh(1, 60000) / 1234567890123456789012345]",
        "[x | some i in numbers.range(1, 200); x := bits.xor(bits.lsh(1, 60000), i)]",
        "[x | some i in numbers.range(1, 200); x := format_int(bits.lsh(1, 60000), 10)]",
        "[x | some i in numbers.range(1, 100); x := upper(input.text)]",
        "[x | some i in numbers.range(1, 100); x := lower(input.text)]",
        "[x | some i in numbers.range(1, 100); x := contains(input.text, `b`)]",
        "[x | some i in numbers.range(1, 100); x := indexof(input.text, `b`)]",
        "[x | some i in numbers.range(1, 100); x := count(input.text)]",
        "[x | some i in numbers.range(1, 100); x := trim(input.text, `a`)]",
        "[x | some i in numbers.range(1, 100); x := replace(input.text, `b`, `c`)]",
        "[x | some i in numbers.range(1, 100); x := strings.count(input.text, `b`)]",
        "[x | some i in numbers.range(1, 100); x := json.is_valid(input.text)]",
        "[x | some i in numbers.range(1, 100); x := crypto.md5(input.text)]",
        "[x | some i in numbers.range(1, 100); x := units.parse(concat(``, [substring(input.text, 0, 9000), `1`]))]",
        "strings.any_prefix_match([x | some i in numbers.range(1, 100); x := concat(``, [input.text, `1`])], [`b`, `c`])",
        "split(input.text, ``)",
      })
  void isPaidFor(String call) {
    AtomicInteger looks = new AtomicInteger();
    Settings settings =
        Settings.DEFAULT
            .limits(Limits.DEFAULT.steps(50_000))
            .cancelled(() -> looks.incrementAndGet() < 0);

    RegoException stopped = stopped("p := x if { x := " + call + " }", settings);

    assertThat(stopped.errors().getFirst().code()).isEqualTo(ErrorCode.EVAL_LIMIT);
    assertThat(stopped).hasMessageContaining("evaluation took more than 50000 steps");
    assertThat(looks).hasValueGreaterThan(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bits.lsh(1, 10000000000)",
        "bits.lsh(1, 100000)",
        "1e15000 * 1e15000",
        "to_number(concat(``, [`0.`, `1`, replace(substring(input.text, 0, 20000), `a`, `0`)]))",
        "to_number(`1e-30000`)",
        "units.parse(`1e1234567`)",
        "json.unmarshal(`1e30000`)",
        "json.unmarshal(replace(substring(input.text, 0, 2000), `a`, `[`))",
        "json.unmarshal(replace(substring(input.text, 0, 2000), `a`, `9`))",
        "not json.is_valid(replace(substring(input.text, 0, 2000), `a`, `9`))",
        "not json.is_valid(replace(substring(input.text, 0, 2000), `a`, `[`))",
        "yaml.unmarshal(replace(substring(input.text, 0, 2000), `a`, `[`))",
        "net.cidr_expand(`10.0.0.0/0`)",
        "net.cidr_expand(`::/0`)",
        "numbers.range(1, 100000000000)",
        "regex.match(replace(substring(input.text, 0, 60), `a`, `a{1000}`), `a`)",
        "regex.match(concat(``, [replace(substring(input.text, 0, 300), `a`, `(`), replace(substring(input.text, 0, 300), `a`, `)`)]), `a`)",
        "not regex.is_valid(concat(``, [input.text, `x`]))",
        "regex.globs_match(input.text, input.text)",
        "glob.match(concat(``, [`{`, input.text, `}`]), [], `a`)",
        "glob.match(replace(substring(input.text, 0, 200), `a`, `{`), [], `a`)",
        "not semver.is_valid(concat(``, [`1.2.3-`, substring(input.text, 0, 2000)]))",
        "time.parse_duration_ns(replace(substring(input.text, 0, 2000), `a`, `1s`))",
        "time.format([0, `UTC`, substring(input.text, 0, 20000)])",
        "json.match_schema({}, {`$ref`: `#`})",
        "graphql.parse_query(replace(substring(input.text, 0, 2000), `a`, `{a`))",
        "not graphql.schema_is_valid(concat(``, [input.text, input.text, input.text, input.text]))",
        "strings.render_template(replace(substring(input.text, 0, 2000), `a`, `{{if .a}}`), {`a`: 1})",
        "io.jwt.decode(concat(``, [input.text, input.text, input.text, input.text]))",
        "crypto.x509.parse_certificates(concat(``, [input.text, input.text, input.text, input.text]))",
        "rego.parse_module(`a`, concat(``, [input.text, input.text, input.text, input.text]))",
      })
  void aBoundOfTheEngineIsNeverUndefined(String call) {
    String rule =
        call.startsWith("not ") ? "p if { " + call + " }" : "p := x if { x := " + call + " }";

    RegoException stopped = stopped(rule, Settings.DEFAULT);

    assertThat(stopped.errors().getFirst().code()).isEqualTo(ErrorCode.EVAL_LIMIT);
    assertThat(stopped.errors().getFirst().at().line()).isEqualTo(2);
  }

  @Test
  void whatIsShortCostsNextToNothing() {
    Query query =
        policy(
                "p := [x | some i in numbers.range(1, 100); x := upper(regex.replace(`abc`, `b+`, `x`))]")
            .query("data.test.p");

    assertThat(query.value(INPUT, Settings.DEFAULT.limits(Limits.DEFAULT.steps(3_000))))
        .isPresent();
  }

  private static RegoException stopped(String rule, Settings settings) {
    Query query = policy(rule).query("data.test.p");
    return catchThrowableOfType(RegoException.class, () -> query.value(INPUT, settings));
  }

  private static Policy policy(String rules) {
    return Rego.compile(
        List.of(new Source("test.rego", "package test\n" + rules)), Options.DEFAULT);
  }

  private static final class Members {
    private final ObjectValue.Builder members = ObjectValue.builder(4);

    Members with(String name, Value value) {
      members.put(StringValue.of(name), value);
      return this;
    }

    ObjectValue value() {
      return members.build();
    }
  }
}
