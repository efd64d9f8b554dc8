// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.{js,ts} a.ts true",
        "*.{js,ts} a.tsx false",
        "{a,b}{c,d} bc true",
        "{a,{b,c}d} cd true",
        "{a,{b,c}d} b false",
        "{a} {a} true",
        "x{,y} x true",
        "[a-c]x bx true",
        "[!a-c]x bx false",
        "[^a-c]x dx true",
        "[]]x ]x true",
        "[[]x [x true",
        "[{]x {x true",
        "[*]x *x true",
        "[*]x ax false",
        "[a-] - true",
        "a*b a/b true",
        "a?b a/b true",
        "{[,],x} , true",
        "? \uD83D\uDE00 true",
      })
  void texts(String pattern, String text, boolean matches) {
    assertThat(Wildcards.text(pattern).matches(text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/a/[!b]c /a//c false",
        "/a[/]b /a/b false",
        "/a/{b/c,d}/* /a/b/c/x true",
        "/a/{b/c,d}/* /a/d/x true",
        "**/*.{pem,key} /x/y/a.key true",
        "**/*.{pem,key} /x/y/key false",
      })
  void pathsStopAtSlashes(String pattern, String path, boolean matches) {
    assertThat(Wildcards.path(pattern).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "{a,b", "[z-a]", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "["})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> Wildcards.text(pattern));
  }

  @Test
  void manyStarsOverALongTextEnd() {
    assertThat(Wildcards.path("/*a".repeat(100) + "b").matches("/a".repeat(20_000))).isFalse();
    assertThat(Wildcards.path("**/*a*".repeat(60) + "b").matches("/a".repeat(20_000))).isFalse();
  }
}
