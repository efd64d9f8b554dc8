// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Where Go and Java format alike, so do we; and small integers print as large ones do. */
class SprintfProperties {
  @Property
  void integersPrintAsJavaPrintsThem(
      @ForAll long number, @ForAll @IntRange(min = 1, max = 30) int width) {
    for (String format :
        List.of("%d", "%" + width + "d", "%-" + width + "d", "%0" + width + "d", "%+d")) {
      assertThat(Sprintf.format(format, List.of(number)))
          .isEqualTo(String.format(Locale.ROOT, format, number));
    }
  }

  @Property
  void bigIntegersPrintAsSmallOnes(
      @ForAll long number,
      @ForAll @IntRange(max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int precision) {
    for (String verb : List.of("d", "x", "X", "o", "b", "O", "v")) {
      for (String flags : List.of("", "#", "0", "-", "+", " ", "+0")) {
        for (String size :
            List.of("", width == 0 ? "" : "" + width, "." + precision, "1." + precision)) {
          String format = "%" + flags + size + verb;
          if (format.contains("#") && verb.equals("v")
              || verb.equals("O") && flags.contains("#")
              || verb.equals("v") && flags.contains("+")) {
            continue;
          }
          boolean zeroFilled =
              flags.contains("0") && !size.isEmpty() && !size.contains(".") || flags.contains("#");
          if (zeroFilled && !"dv".contains(verb)) {
            continue;
          }
          assertThat(Sprintf.format(format, List.of(BigInteger.valueOf(number))))
              .as(format)
              .isEqualTo(Sprintf.format(format, List.of(number)));
        }
      }
    }
  }

  @Property
  void decimalsAreRoundedExactly(@ForAll double number, @ForAll @IntRange(max = 20) int precision) {
    assertThat(new BigDecimal(Sprintf.format("%." + precision + "f", List.of(number))))
        .isEqualByComparingTo(
            new BigDecimal(number).setScale(precision, java.math.RoundingMode.HALF_EVEN));
  }

  @Property
  void theShortestFormReadsBack(@ForAll double number) {
    assertThat(Double.parseDouble(Sprintf.format("%v", List.of(number)))).isEqualTo(number);
  }

  @Property
  void anyFormatEnds(@ForAll String format, @ForAll long number, @ForAll String text) {
    assertThat(Sprintf.format(format, List.of(number, text, 1.5))).isNotNull();
  }
}
