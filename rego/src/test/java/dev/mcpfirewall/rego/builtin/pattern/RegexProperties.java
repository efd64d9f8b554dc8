// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The short cuts in front of the library change nothing. */
class RegexProperties {
  @Property(tries = 5_000)
  void matchesWhatTheLibraryMatches(@ForAll("regexes") String regex, @ForAll("texts") String text) {
    assertThat(Regex.compile(regex).matches(text, _ -> {}))
        .isEqualTo(Pattern.compile(regex).matcher(text).find());
  }

  @Provide
  Arbitrary<String> regexes() {
    Arbitrary<String> parts =
        Arbitraries.of(
                "a", "b", "ab", "😀", ".", "a*", "b?", "a+", "b{0}", "a{2}", "(a)", "(a|b)", "[ab]",
                "$", "^", "(?i:a)", "\\.", "|")
            .list()
            .ofMaxSize(5)
            .map(list -> String.join("", list));
    return parts.map(regex -> regex.replace("**", "*"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "A", "😀", ".")
        .list()
        .ofMaxSize(6)
        .map(l -> String.join("", l));
  }
}
