// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @Test
  void foldingAnySingleCharacterTwiceChangesNothingMore() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String once = Names.fold("x" + Character.toString(c) + "y");
      assertThat(Names.fold(once)).as(Integer.toHexString(c)).isEqualTo(once);
    }
  }

  @Test
  void caseDoesNotCountOutsideOfLettersWithTwoFaces() {
    StringBuilder different = new StringBuilder();
    for (int c = 0x80; c < 0x10000; c++) {
      int upper = Character.toUpperCase(c);
      boolean pair = upper != c && Character.toLowerCase(upper) == c;
      String small = Character.toString(c);
      if (pair && !Names.fold(small).equals(Names.fold(Character.toString(upper)))) {
        different.append(Normalizer.normalize(small, Normalizer.Form.NFD).charAt(0));
      }
    }
    assertThat(different.chars().distinct().mapToObj(Character::toString))
        .containsExactly("\u03BD", "\u03C5", "\u04CF");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r\u0435ad_file",
        "read\u200B_file",
        "read\0_file",
        "\uFF52ead_file",
        "re\u0301ad_file",
        "\u212Aill"
      })
  void disguisesAreTold(String name) {
    assertThat(Names.isDisguised(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"read_file", " Read_File ", "\u0444\u0430\u0439\u043B", "\u4E2D", ""})
  void namesOfTheirOwnAreNoDisguise(String name) {
    assertThat(Names.isDisguised(name)).isFalse();
  }
}
