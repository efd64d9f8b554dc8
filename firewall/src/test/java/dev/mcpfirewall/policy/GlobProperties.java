// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobProperties {
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "*", "?", "_")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(GlobProperties::join);
  }

  @Provide
  Arbitrary<String> subjects() {
    return Arbitraries.of("a", "b", "_", "\u4E2D")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(GlobProperties::join);
  }

  private static String join(List<String> parts) {
    return String.join("", parts);
  }

  private static String regex(String pattern) {
    return pattern
        .chars()
        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
        .collect(Collectors.joining());
  }

  @Property
  void matchesWhatTheSameRegularExpressionMatches(
      @ForAll("patterns") String pattern, @ForAll("subjects") String subject) {
    assertThat(Glob.names(pattern).matches(subject)).isEqualTo(subject.matches(regex(pattern)));
  }

  @Property
  void patternsThatMatchOneNameOverlap(
      @ForAll("patterns") String a, @ForAll("patterns") String b, @ForAll("subjects") String name) {
    Glob left = Glob.names(a);
    Glob right = Glob.names(b);

    assertThat(left.overlaps(right)).isEqualTo(right.overlaps(left));
    if (left.matches(name) && right.matches(name)) {
      assertThat(left.overlaps(right)).isTrue();
    }
  }

  @Property
  void alternativesMatchWhatAnyOfThemMatches(
      @ForAll("patterns") String a, @ForAll("patterns") String b, @ForAll("subjects") String name) {
    assertThat(Glob.names(a + "|" + b).matches(name))
        .isEqualTo(Glob.names(a).matches(name) || Glob.names(b).matches(name));
  }
}
