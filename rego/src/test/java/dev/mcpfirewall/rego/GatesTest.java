// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.NullValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an enemy tried, or a slip of the pen would do: refused, never quietly another answer. */
class GatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "q if { some input in [1]; input == 1 }",
        "q if { some input, x in [1]; x == 1 }",
        "q if { some [input, x] in [[1, 2]]; x == 2 }",
        "q if { [input, x] := [{\"role\": \"admin\"}, 2]; input.role == \"admin\"; x == 2 }",
        "import data.x as input\nq if input == 5",
        "import data.x as data\nq if data == 5",
      })
  void noVariableTakesADocumentsName(String rules) {
    assertThatThrownBy(() -> policy(rules))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("must not shadow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p := count(numbers.range(1, 100000000))",
        "p := count([x | some i in numbers.range(1, 5000); x := strings.reverse(sprintf(\"%1000d%900d%900d\", [i, i, i]))])",
        "p := count([x | some i in numbers.range(1, 9000000); x := i + 1])",
      })
  void whatTakesTooLongHasNoAnswer(String rules) {
    Query query = policy(rules).query("data.test.p");
    Settings settings = Settings.DEFAULT.limits(Limits.DEFAULT.time(Duration.ofMillis(1)));

    assertThatThrownBy(() -> query.value(NullValue.NULL, settings))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("eval_limit_error");
  }

  @Test
  void aRangeBeyondAllMeasureIsNotQuietlyUndefined() {
    Query query =
        policy("deny if count(numbers.range(1, 100000000000)) > 5").query("data.test.deny");

    assertThatThrownBy(() -> query.value(NullValue.NULL)).hasMessageContaining("eval_limit_error");
  }

  private static Policy policy(String rules) {
    return Rego.compile(
        List.of(new Source("test.rego", "package test\n" + rules)), Options.DEFAULT);
  }
}
