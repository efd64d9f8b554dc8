// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quality on data that nobody here wrote; {@link CorpusTable} prints the whole table. */
final class CorpusTest {
  private static final Path CORPORA = Path.of("..", "..", "shared", "corpora");

  @ParameterizedTest
  @CsvSource({
    "injection, + tier marker, 0.90",
    "unicode, + all, 0.94",
    "secrets, + all, 0.85",
    "pii, + pii.iban, 0.99"
  })
  void findsAtLeast(String set, String row, double share) throws IOException {
    assertThat(table(set, Level.MEDIUM).share(row)).isGreaterThanOrEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "benign, - all, 0.008",
    "unicode, - all, 0.005",
    "secrets, - all, 0.04",
    "pii, - all, 0.01"
  })
  void flagsAtMost(String set, String row, double share) throws IOException {
    assertThat(table(set, Level.HIGH).share(row)).isLessThanOrEqualTo(share);
  }

  private static CorpusTable table(String set, Level least) throws IOException {
    assumeTrue(Files.isDirectory(CORPORA.resolve(set)), "no corpora beside the repository");
    return CorpusTable.of(CORPORA, set, least);
  }
}
