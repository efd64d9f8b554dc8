// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
  @TempDir Path root;

  @Test
  void isMovedByAnAbsolutePath() {
    String moved = root.resolve("a/../b").toString();

    assertThat(Home.of(Map.of(Home.VARIABLE, moved), root).directory())
        .isEqualTo(root.resolve("b"));
    assertThat(Home.of(Map.of(Home.VARIABLE, " "), root).directory())
        .isEqualTo(root.resolve(".mcp-firewall"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "./mine", "../mine", "~/mine", "."})
  void isNeverRelative(String moved) {
    assertThatThrownBy(() -> Home.of(Map.of(Home.VARIABLE, moved), root))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("MCP_FIREWALL_HOME", "`" + moved + "`", "help:");
  }

  /**
   * Java names no absolute one where the system knows no home, as in a container under any user's
   * id.
   */
  @Test
  void mustBeNamedWhereTheUserHasNone() {
    Path unknown = Path.of("unknown");

    assertThatThrownBy(() -> Home.of(Map.of(), unknown))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MCP_FIREWALL_HOME");
    assertThat(Home.of(Map.of(Home.VARIABLE, root.toString()), unknown).directory())
        .isEqualTo(root);
  }
}
