// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever name, in whatever disguise on either side. */
class ValuesProperties {
  enum Disguise {
    NONE,
    UPPER,
    PERCENT,
    HEX,
    BASE64,
    BASE64_URL,
    INVISIBLE,
    WIDE,
    JSON,
    SENTENCE,
    ANGLED,
    LINES;

    String of(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return switch (this) {
        case NONE -> text;
        case UPPER -> text.toUpperCase(Locale.ROOT);
        case PERCENT -> HexFormat.of().withPrefix("%").formatHex(utf8);
        case HEX -> HexFormat.of().formatHex(utf8);
        case BASE64 -> Base64.getEncoder().encodeToString(utf8);
        case BASE64_URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
        case INVISIBLE -> text.charAt(0) + "\u2060" + text.substring(1);
        case WIDE -> text.replace('a', '\uFF41').replace('1', '\uFF11');
        case JSON -> "{\"k\": \"" + text + "\"}";
        case SENTENCE -> "Please use " + text + ", thanks.";
        case ANGLED -> "x <" + text + ">";
        case LINES -> "one\n" + text + "\ntwo";
      };
    }
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(12);
    Arbitrary<String> digits =
        Arbitraries.strings().withCharRange('0', '9').ofMinLength(8).ofMaxLength(20);
    Arbitrary<String> mixed =
        Arbitraries.strings().withCharRange('a', 'z').withCharRange('0', '9').ofLength(24);
    return Arbitraries.oneOf(
        Combinators.combine(word, word).as((a, b) -> a + "@" + b + ".net"),
        Combinators.combine(word, word, word)
            .as((a, b, c) -> "https://" + a + ".com/" + b + "/" + c),
        Combinators.combine(word, word, word).as((a, b, c) -> "/" + a + "/" + b + "/" + c + ".txt"),
        digits,
        mixed.filter(text -> text.matches(".*[a-z].*") && text.matches(".*[0-9].*")));
  }

  @Provide
  Arbitrary<String> ids() {
    return names()
        .filter(name -> name.indexOf('/') <= 0 && name.indexOf('@') < 0 && !isNumber(name));
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Property(tries = 2_000)
  void isFoundInTwoDisguisesOfTheArgument(
      @ForAll("names") String name, @ForAll Disguise first, @ForAll Disguise second) {
    Story story = new Story().answers("read_mail", "see " + name + " there", Story.UNTRUSTED);
    String argument = second.of(first.of(name));

    if (!(isCode(first) && second == Disguise.UPPER)) {
      assertThat(story.isForeign(argument)).as(argument).isTrue();
    }
  }

  @Property(tries = 2_000)
  void isFoundInADisguiseOnEitherSide(
      @ForAll("names") String name, @ForAll Disguise seen, @ForAll Disguise asked) {
    Story story = new Story().answers("read_mail", seen.of(name), Story.UNTRUSTED);

    assertThat(story.isForeign(asked.of(name))).isTrue();
  }

  @Property(tries = 2_000)
  void isTheUsersOwnIfTheUserNamedItFirst(
      @ForAll("names") String name, @ForAll Disguise own, @ForAll Disguise asked) {
    Story story =
        new Story()
            .calls("note", "{\"text\":" + dev.mcpfirewall.json.Quote.of(own.of(name)) + "}")
            .answers("read_mail", "see " + name + " there", Story.UNTRUSTED);

    assertThat(story.isForeign(name)).isFalse();
    assertThat(new Story().isForeign(asked.of(name))).isFalse();
  }

  @Property(tries = 1_000)
  void isNotTakenForAnother(@ForAll("ids") String seen, @ForAll("ids") String asked) {
    Story story = new Story().answers("read_mail", "see " + seen + " there", Story.UNTRUSTED);

    assertThat(story.isForeign(asked)).isEqualTo(seen.equals(asked));
  }

  /** Base64 in upper case spells something else. */
  private static boolean isCode(Disguise disguise) {
    return disguise == Disguise.BASE64 || disguise == Disguise.BASE64_URL;
  }
}
