// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemIdsTest {
  @ParameterizedTest
  @EnumSource
  void everyProblemIsDocumented(Problem.Kind kind) throws IOException {
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .contains("| `" + kind.id() + "` |");
  }
}
