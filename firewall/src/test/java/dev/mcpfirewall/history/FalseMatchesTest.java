// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Values of texts that nobody here wrote are not mixed up. */
class FalseMatchesTest {
  private static final Path BENIGN =
      Path.of("..", "..", "shared", "corpora", "benign", "benign.jsonl");

  /** Nearly all of what is left is no mistake: two texts that link to the same site. */
  @Test
  void takesHardlyAnyTextForAnother() throws IOException {
    assumeTrue(Files.exists(BENIGN), "no corpora beside the repository");

    FalseMatches.Count count = FalseMatches.of(FalseMatches.samples(BENIGN), false);

    assertThat(count.pairs()).isGreaterThan(20_000);
    assertThat((double) count.matched() / count.pairs()).isLessThan(0.002);
  }
}
