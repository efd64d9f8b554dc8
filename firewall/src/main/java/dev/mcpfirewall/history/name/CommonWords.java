// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that by themselves name nothing, as every other text has them. Read at first use. */
final class CommonWords {
  private CommonWords() {}

  private static final class Loaded {
    private static final Set<String> WORDS = load();

    private static Set<String> load() {
      try (InputStream in = CommonWords.class.getResourceAsStream("common-words.txt")) {
        String all =
            new String(
                Objects.requireNonNull(in, "common-words.txt").readAllBytes(),
                StandardCharsets.US_ASCII);
        return Arrays.stream(all.split("\n", -1)).collect(Collectors.toUnmodifiableSet());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** Whether this lower-case word is one. */
  static boolean contains(String word) {
    return Loaded.WORDS.contains(word);
  }
}
