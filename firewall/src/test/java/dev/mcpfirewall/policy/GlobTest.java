// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete_file",
        " delete_file\t",
        "delete\u200B_file",
        "\uFF44elete_file",
        "delete\uFF3Ffile",
        "delete_\uFB01le",
        "Delete_FILE",
        "d\u0435lete_file",
        "D\u0415LETE_file",
        "de\u0301lete_file",
        "delete_file\u202E",
        "delete_file\u00A0",
        "\u2066delete_file\u2069",
        "delete_f\u0131le",
        "\uD835\uDC51elete_file"
      })
  void seesThroughDisguisesOfAName(String name) {
    assertThat(Glob.names("delete_*").matches(name)).isTrue();
    assertThat(Glob.names("delete_file").isExactly(name)).isTrue();
  }

  @Test
  void patternsInDisguiseAreSeenThroughToo() {
    assertThat(Glob.names("D\u0435lete_*").matches("delete_file")).isTrue();
    assertThat(Glob.names("Delete").isExactly("dELETE")).isTrue();
  }

  @Test
  void otherLettersStayOther() {
    assertThat(Glob.names("\u0444\u0430\u0439\u043B*").matches("\u0424\u0410\u0419\u041B\u044B"))
        .isTrue();
    assertThat(Glob.names("delete_?").matches("delete_\uD83D\uDE00")).isTrue();
    assertThat(Glob.names("delete").matches("delet\u0444")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|", "|", "a||b", " ", "\u200B"})
  void refusesEmptyAlternatives(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.names(pattern));
  }

  @ParameterizedTest
  @CsvSource({
    "**/.ssh/**, /home/a/.ssh/id, true",
    "**/.ssh/**, .ssh/id, true",
    "**/.ssh/**, /home/a/.sshx/id, false",
    "**/x, x, true",
    "**/x, ax, false",
    "**/x, a/x, true",
    "/a/*, /a/b, true",
    "/a/*, /a/b/c, false",
    "/a/**, /a/b/c, true",
    "/a/?, /a/b, true",
    "/a?b, /a/b, false",
    "/a/**/b, /a/b, true",
    "/a/**/b, /a/x/y/b, true",
    "/a/**/b, /a/xb, false",
    "/A, /a, false",
  })
  void pathsKnowSlashes(String pattern, String path, boolean matches) {
    assertThat(Glob.paths(pattern).matchesPath(path)).isEqualTo(matches);
  }

  @Test
  void manyStarsOverALongNameEnd() {
    assertThat(Glob.names("*a".repeat(200) + "b").matches("a".repeat(20_000))).isFalse();
  }
}
