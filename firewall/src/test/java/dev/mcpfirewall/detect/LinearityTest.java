// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is counted, not timed: twice the text may take at most twice the work, and a constant. */
final class LinearityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ignore ",
        "ignore all previous ",
        "ignore a b c previous d e f ",
        "* new <important <|im_ [inst] system: ![ curl discord heroku machine ",
        "password=",
        "-----BEGIN PRIVATE KEY-----",
        "a@a.",
        "sk-sk-",
        "4111 1111 ",
        "eyJeyJ.",
        "%41",
        "\\u0041",
        "aWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVjdGlvbnM= ",
        "i\u200bg\u200b",
        "i g n o r e vtaber erongi 1gn0r3 "
      })
  void twiceTheTextIsAtMostTwiceTheWork(String unit) {
    long once = work(unit, 20_000);
    long twice = work(unit, 40_000);

    assertThat(twice).isLessThanOrEqualTo(2 * once + 1_000);
  }

  private static long work(String unit, int size) {
    byte[] text = unit.repeat(size / unit.length()).getBytes(StandardCharsets.UTF_8);
    return Scanned.DETECTOR.counted(text, 0, text.length, Escaping.NONE, Scanned.ALL, match -> {});
  }
}
