// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is said of mistakes that people make: {@code mistakes.txt} holds each text with its message.
 * {@code -Dgolden.update} writes the messages anew.
 */
class MistakesTest {
  private static final Path FILE =
      Path.of("src/test/resources/dev/mcpfirewall/rego/parse/mistakes.txt");
  private static final String MARK = "--- error\n";

  @Test
  void everyMistakeIsToldAsWritten() throws IOException {
    String file = Files.readString(FILE);
    List<String> said = new ArrayList<>();
    for (String part : file.split("(?m)^### ", -1)) {
      if (!part.isBlank()) {
        said.add("### " + told(part));
      }
    }
    String told = String.join("\n", said);

    if (System.getProperty("golden.update") != null) {
      Files.writeString(FILE, told);
    }
    assertThat(said).hasSizeGreaterThan(50);
    assertThat(told).isEqualTo(Files.readString(FILE));
  }

  private static String told(String part) {
    int line = part.indexOf('\n') + 1;
    int mark = part.indexOf(MARK);
    String text = part.substring(line, mark);
    return part.substring(0, mark) + MARK + error(text) + "\n";
  }

  private static String error(String text) {
    try {
      return "none: " + Parser.module(new Source("p.rego", text), Options.V1);
    } catch (RegoException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
