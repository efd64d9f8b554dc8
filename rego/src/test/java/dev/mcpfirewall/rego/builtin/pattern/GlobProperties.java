// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against a matcher that tries everything. */
class GlobProperties {
  @Property(tries = 5_000)
  void matchesWhatTryingEverythingMatches(
      @ForAll("globs") String glob, @ForAll("texts") String text) {
    List<GlobParser.Part> parts = GlobParser.parse(glob);

    assertThat(Glob.compile(glob, '.').matches(text, _ -> {})).isEqualTo(naive(parts, 0, text, 0));
  }

  @Property
  void largeGlobsMatchAsSmallOnes(@ForAll("globs") String glob, @ForAll("texts") String text) {
    assertThat(Glob.compile("{" + glob + "," + "y".repeat(100) + "}", '.').matches(text, _ -> {}))
        .isEqualTo(Glob.compile("{" + glob + ",y}", '.').matches(text, _ -> {}));
  }

  @Property
  void quotedMatchesItself(@ForAll String text) {
    assertThat(Glob.compile(Glob.quote(text), '.').matches(text, _ -> {})).isTrue();
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of(
            "a",
            "b",
            ".",
            "*",
            "**",
            "?",
            "[ab]",
            "[!a]",
            "[a-b]",
            "[!b-z]",
            "{a,b*}",
            "{**,.}",
            "{a,{b,?}.}",
            "\\*",
            "{,a}")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b', '.', '*', 'é').ofMaxLength(9);
  }

  private static boolean naive(List<GlobParser.Part> parts, int part, String text, int at) {
    if (part == parts.size()) {
      return at == text.length();
    }
    int c = at < text.length() ? text.charAt(at) : -1;
    return switch (parts.get(part)) {
      case GlobParser.Literal literal ->
          c == literal.codePoint() && naive(parts, part + 1, text, at + 1);
      case GlobParser.Single _ -> c >= 0 && c != '.' && naive(parts, part + 1, text, at + 1);
      case GlobParser.OneOf oneOf ->
          c >= 0
              && oneOf.characters().indexOf(c) >= 0 != oneOf.negated()
              && naive(parts, part + 1, text, at + 1);
      case GlobParser.Between between ->
          c >= 0
              && (c >= between.low() && c <= between.high()) != between.negated()
              && naive(parts, part + 1, text, at + 1);
      case GlobParser.Star star ->
          naive(parts, part + 1, text, at)
              || c >= 0
                  && (star.acrossDelimiters() || c != '.')
                  && naive(parts, part, text, at + 1);
      case GlobParser.AnyOf anyOf ->
          anyOf.alternatives().stream()
              .anyMatch(alternative -> {
                List<GlobParser.Part> all = new ArrayList<>(alternative);
                all.addAll(parts.subList(part + 1, parts.size()));
                return naive(all, 0, text, at);
              });
    };
  }
}
