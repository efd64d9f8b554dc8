// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example in {@code docs/rego.md}: it compiles, holds, and stands there as it stands here. */
class WorkedExampleTest {
  private static final Path PAGE = Path.of("../docs/rego.md");
  private static final Path SELF =
      Path.of("src/test/java/dev/mcpfirewall/rego/WorkedExampleTest.java");

  @Test
  void decides() throws IOException {
    String text = block(Files.readString(PAGE), "```rego policy.rego\n");

    Policy policy =
        Rego.compile(
            List.of(new Source("policy.rego", text)), Options.DEFAULT.strictBuiltinErrors(true));

    Query allow = policy.query("data.tools.allow");
    Query deny = policy.query("data.tools.deny");
    Value input = Json.read("{\"tool\": \"read\", \"path\": \"/etc/passwd\"}");

    boolean allowed = allow.value(input).filter(BooleanValue.TRUE::equals).isPresent();
    Value reasons = deny.value(input).orElse(SetValue.EMPTY);

    assertThat(allowed).isTrue();
    assertThat(reasons).hasToString("{\"/etc/passwd is outside the workspace\"}");
  }

  @Test
  void standsOnThePage() throws IOException {
    String page = block(Files.readString(PAGE), "```java\n");

    assertThat(words(Files.readString(SELF))).contains(words(page));
  }

  private static String block(String page, String fence) {
    int start = page.indexOf(fence) + fence.length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static String words(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
