// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the language means, case by case: {@code evaluation.txt}. */
final class EvaluationTest {

  @TestFactory
  Stream<DynamicTest> means() throws IOException {
    try (InputStream in = EvaluationTest.class.getResourceAsStream("evaluation.txt")) {
      String text =
          new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n## "))
          .skip(1)
          .map(each -> dynamicTest(each.lines().findFirst().orElse(""), () -> holds(each)));
    }
  }

  private static void holds(String block) {
    List<Source> modules = new ArrayList<>();
    StringBuilder module = new StringBuilder();
    String query = "";
    String input = "";
    String wanted = "";
    for (String line : block.lines().skip(1).toList()) {
      if (line.startsWith("? ")) {
        query = line.substring(2);
      } else if (line.startsWith("< ")) {
        input = line.substring(2);
      } else if (line.startsWith("= ")) {
        wanted = line.substring(2);
      } else {
        if (line.startsWith("package ") && !module.isEmpty()) {
          modules.add(new Source("m" + modules.size(), module.toString()));
          module.setLength(0);
        }
        module.append(line).append('\n');
      }
    }
    modules.add(new Source("m" + modules.size(), module.toString()));

    assertThat(outcome(modules, query, input)).isEqualTo(wanted);
  }

  private static String outcome(List<Source> modules, String query, String input) {
    try {
      Query prepared = Rego.compile(modules, Options.DEFAULT).query(query);
      Result result = input.isEmpty() ? prepared.evaluate() : prepared.evaluate(Json.read(input));
      if (result.isUndefined()) {
        return "undefined";
      }
      return result.rows().getFirst().bindings().size() == 0
          ? result.value().orElseThrow().toString()
          : result.rows().stream()
              .map(row -> row.bindings().toString())
              .sorted()
              .collect(Collectors.joining(" | "));
    } catch (RegoException e) {
      RegoError first = e.errors().getFirst();
      return "! " + first.code() + ": " + first.message();
    }
  }
}
