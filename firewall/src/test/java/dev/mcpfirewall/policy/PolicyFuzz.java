// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a policy file: it is read, or refused by {@link ConfigException}. */
class PolicyFuzz {
  @TempDir private static Path root = Path.of("");

  @FuzzTest(maxDuration = "2m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.write(root.resolve("c.yaml"), bytes);
    Home home = Home.of(Map.of(Home.VARIABLE, root.resolve("h").toString()), root);
    try {
      LoadedPolicy loaded = new PolicyLoader(home).load(root, Optional.of(file));
      if (!loaded.revision().equals(loaded.policy().revision())) {
        throw new AssertionError("a policy of two revisions");
      }
    } catch (ConfigException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("refused without a word", e);
      }
    }
  }
}
