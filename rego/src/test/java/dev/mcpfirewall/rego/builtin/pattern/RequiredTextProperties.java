// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A text that need not be there would make a deny rule miss what it is for. */
class RequiredTextProperties {
  @Property(tries = 20_000)
  void noMatchIsMissed(@ForAll("patterns") String regex, @ForAll("texts") String text) {
    Pattern library = compiled(regex);
    if (library.matcher(text).find()) {
      assertThat(RequiredText.of(regex).isIn(text, _ -> {})).as(regex).isTrue();
    }
    assertThat(Regex.compile(regex).matches(text, _ -> {}))
        .as(regex)
        .isEqualTo(library.matcher(text).find());
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      Assume.that(false);
      throw e;
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "a",
            "b",
            "ab",
            "k",
            "s",
            "K",
            "\\.",
            "\\b",
            "\\d",
            "\\-",
            ".",
            "[ab]",
            "[^a]",
            "[]a]",
            "[[:alpha:]]",
            "[a\\]b]",
            "(a)",
            "(?:ab|b)",
            "(a(b))",
            "(?i)",
            "(?P<n>a)",
            "^",
            "$",
            "|",
            "*",
            "+",
            "?",
            "{2}",
            "{0,1}",
            "{0}",
            "\\Qa",
            "\\Ea",
            "\\x61",
            "é",
            "😀");
    return Arbitraries.oneOf(parts, parts.map(p -> "(?i)" + p))
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "A", "B", "k", "\u212a", "s", "\u017f", ".", "-", "1", " ", "é", "😀", "]")
        .list()
        .ofMaxSize(8)
        .map(list -> String.join("", list));
  }

  @Example
  void findsTheLongestRun() {
    assertThat(RequiredText.of("(?i)ignore (all )?previous instructions"))
        .isEqualTo(new RequiredText("previous instructions", true));
    assertThat(RequiredText.of("\\brm\\s+-rf\\s+/").text()).isEqualTo("-rf");
    assertThat(RequiredText.of("169\\.254\\.169\\.254").text()).isEqualTo("169.254.169.254");
    assertThat(RequiredText.of("xox[baprs]-[0-9A-Za-z-]{10,}").text()).isEqualTo("xox");
    assertThat(RequiredText.of("abc?").text()).isEqualTo("ab");
    assertThat(RequiredText.of("abc|d").text()).isEmpty();
  }
}
