// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that OPA's cases say can be read. */
class ComplianceTest {
  @BeforeEach
  void haveCases() {
    assumeTrue(ComplianceModules.present());
  }

  @Test
  void readsEveryModule() {
    assertThat(refused(ComplianceModules.modules(), s -> Parser.module(s, Options.V1))).isEmpty();
  }

  @Test
  void readsEveryQuery() {
    assertThat(refused(ComplianceModules.queries(), s -> Parser.query(s, Options.V1))).isEmpty();
  }

  @Test
  void readsEveryInputTerm() {
    assertThat(refused(ComplianceModules.terms(), Parser::term)).isEmpty();
  }

  private static List<String> refused(Map<String, String> texts, Consumer<Source> reader) {
    List<String> errors = new ArrayList<>();
    texts.forEach((name, text) -> {
      try {
        reader.accept(new Source(name, text));
      } catch (RegoException e) {
        errors.add(e.getMessage());
      }
    });
    return errors;
  }
}
