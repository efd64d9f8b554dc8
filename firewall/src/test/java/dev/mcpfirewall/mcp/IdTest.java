// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  private static Id id(String literal) {
    return Id.of(((Document) Document.parse(Bytes.utf8(literal))).root()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1,1.0", "100,1e2", "0,-0", "0,0e5", "10,1.0e1", "-5,-5.00"})
  void numbersAreTheSameHoweverTheyAreSpelt(String one, String other) {
    assertThat(id(one)).isEqualTo(id(other)).hasSameHashCodeAs(id(other));
    assertThat(id(one).literal()).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992",
    "1.00000000000000000000000000000000000000000000001, 1",
    "1.000000000000000000000000000000000000000000000000, 1",
    "123456789012345678901234567890, 123456789012345678901234567891",
    "-0, 0"
  })
  void numbersThatSomeReadersRoundToOneAreOne(String one, String other) {
    assertThat(id(one)).isEqualTo(id(other)).hasSameHashCodeAs(id(other));
    assertThat(id(one).twin()).isEqualTo(id(other).twin());
  }

  @Test
  void numbersAndStringsDiffer() {
    assertThat(id("1")).isNotEqualTo(id("\"1\""));
    assertThat(id("1").twin()).isEqualTo(id("\"1\""));
    assertThat(id("\"1\"").twin()).isEqualTo(id("1"));
    assertThat(id("\"a\"").twin()).isEqualTo(id("\"a\""));
  }

  @Test
  void veryLongAndVeryLargeNumbersCostNothing() {
    String digits = "9".repeat(100_000);

    assertThat(id(digits)).isEqualTo(id(digits));
    assertThat(id("0." + digits)).isEqualTo(id("1"));
    assertThat(id("1e999999999")).isEqualTo(id("1e999999998"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "1e-99999999999", "10e2147483647", "1e-2147483648"})
  void exponentsBeyondAllReckoningAreJustSpellings(String literal) {
    assertThat(id(literal)).isEqualTo(id(literal));
    assertThat(id(literal).literal()).isEqualTo(literal);
  }

  @Test
  void stringsAreComparedUnescaped() {
    assertThat(id("\"\\u0061\"")).isEqualTo(id("\"a\""));
  }

  @Test
  void otherKindsAreNoIds() {
    for (String literal : new String[] {"null", "true", "{}", "[1]"}) {
      assertThat(Id.of(((Document) Document.parse(Bytes.utf8(literal))).root())).isEmpty();
    }
  }
}
