// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Shape;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.format.Formatter;
import dev.mcpfirewall.rego.format.SyntaxJson;
import java.nio.charset.StandardCharsets;

/** Whatever text comes: a module or an error; and a module can be printed in every form. */
class ParserFuzz {
  @FuzzTest(maxDuration = "2m")
  void readsOrRefuses(byte[] input) {
    Source source = new Source("fuzz", new String(input, StandardCharsets.UTF_8));
    check(source, Options.V1);
    check(source, Options.V0);
  }

  private static void check(Source source, Options options) {
    try {
      Parser.query(source, options);
    } catch (RegoException e) {
      assertThat(e.errors()).isNotEmpty();
    }
    Module module;
    try {
      module = Parser.module(source, options);
    } catch (RegoException e) {
      assertThat(e.errors()).isNotEmpty();
      return;
    }
    assertThat(Shape.of(module)).isNotEmpty();
    assertThat(SyntaxJson.of(module).size()).isPositive();
    assertThat(Formatter.format(module, Formatter.Target.SAME)).startsWith("");
  }
}
