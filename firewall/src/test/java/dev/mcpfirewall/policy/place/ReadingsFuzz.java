// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.ShellAndHosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whatever text comes: readings, no exception; and what lets is never laxer than what holds. */
class ReadingsFuzz {
  private static final Places UNIX =
      new Places(
          PathRoots.of(Path.of("/tmp"), Path.of("/tmp/shop"), Optional.empty()),
          new ShellAndHosts());
  private static final Places WINDOWS =
      new Places(
          new PathReader(
              new PathRoots("C:\\Users\\ann", "C:\\Users\\ann\\shop", "C:\\", true, true),
              path -> new Links.Plain(path)),
          new ShellAndHosts());

  @FuzzTest(maxDuration = "2m")
  void everyTextHasReadings(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    for (Places places : List.of(UNIX, WINDOWS)) {
      assertThat(places.paths(text).paths()).isNotEmpty();
      boolean lets = places.under(text, List.of("/tmp"), true);
      assertThat(lets && !places.under(text, List.of("/tmp"), false)).isFalse();
      for (String key : List.of("", "command", "url")) {
        assertThat(places.readings(key, text, false)).contains(text);
        boolean passes = places.like("git *", key, text, true);
        assertThat(passes && !places.like("git *", key, text, false)).isFalse();
      }
      Places.flaw(text);
      assertThat(Names.fold(Names.fold(text))).isEqualTo(Names.fold(text));
    }
  }
}
