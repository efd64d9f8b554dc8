// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is said of policies that are wrong, and that their neighbours which are right compile. A
 * file a topic; a case is its title, with settings after a bar, the modules, and what is said.
 * {@code -Dgolden.update} writes what is said anew.
 */
class BadPoliciesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/mcpfirewall/rego/compile");
  private static final String MARK = "--- said\n";
  private static final String NEXT = "--- module\n";
  private static final String QUERY = "--- query\n";
  private static final String FINE = "compiles\n";
  private static final InputSchema SCHEMA =
      InputSchema.object(
          Map.of(
              "tool",
              InputSchema.object(Map.of("name", InputSchema.SCALAR, "arguments", InputSchema.ANY)),
              "roles",
              InputSchema.listOf(InputSchema.SCALAR)));

  @TestFactory
  Stream<DynamicTest> everyTopicIsToldAsWritten() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> topics = files.sorted().toList();
      assertThat(topics).hasSizeGreaterThan(8);
      return topics.stream()
          .map(file ->
              DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> topic(file)));
    }
  }

  private static void topic(Path file) throws IOException {
    String written = Files.readString(file);
    StringBuilder told = new StringBuilder();
    for (String part : cases(written)) {
      told.append(told.isEmpty() ? "### " : "\n### ").append(told(part));
    }

    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, told);
    }
    assertThat(told.toString()).isEqualTo(Files.readString(file));
  }

  /** At least 120 policies are refused, and none by a fault of ours. */
  @TestFactory
  Stream<DynamicTest> thereAreEnough() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.addAll(cases(Files.readString(file)));
      }
      long bad = all.stream().filter(part -> !part.endsWith(MARK + FINE)).count();
      return Stream.of(
          DynamicTest.dynamicTest(
              bad + " refused of " + all.size(),
              () -> assertThat(bad).isGreaterThanOrEqualTo(120)));
    }
  }

  private static List<String> cases(String file) {
    return Arrays.stream(file.split("(?m)^### ", -1))
        .filter(part -> !part.isBlank())
        .map(part -> part.strip() + "\n")
        .toList();
  }

  private static String told(String part) {
    int line = part.indexOf('\n') + 1;
    int mark = part.indexOf(MARK);
    String text = part.substring(line, mark);
    String title = part.substring(0, line);
    return title + text + MARK + said(text, settings(title)) + "\n";
  }

  private static Set<String> settings(String title) {
    int bar = title.indexOf('|');
    return bar < 0 ? Set.of() : Set.of(title.substring(bar + 1).strip().split(" "));
  }

  private static String said(String text, Set<String> settings) {
    Options options =
        Options.DEFAULT
            .strict(settings.contains("strict"))
            .print(settings.contains("print"))
            .refused(settings.contains("refused") ? Set.of("opa.runtime", "walk") : Set.of())
            .input(settings.contains("schema") ? SCHEMA : InputSchema.ANY);
    var reading =
        settings.contains("v0")
            ? dev.mcpfirewall.rego.parse.Options.V0
            : dev.mcpfirewall.rego.parse.Options.V1;
    int query = text.indexOf(QUERY);
    String modules = query < 0 ? text : text.substring(0, query);
    List<Module> parsed = new ArrayList<>();
    try {
      for (String module : modules.split(NEXT, -1)) {
        String name = parsed.isEmpty() ? "p.rego" : "p" + (parsed.size() + 1) + ".rego";
        parsed.add(Parser.module(new Source(name, module), reading));
      }
      Program program = Compiler.compile(parsed, options);
      if (query >= 0) {
        String asked = text.substring(query + QUERY.length()).strip();
        Compiler.query(
            Parser.query(new Source("query", asked), reading), QueryContext.NONE, program, options);
      }
      return FINE.strip();
    } catch (RegoException e) {
      return String.join("\n", e.errors().stream().map(RegoError::toString).toList());
    }
  }
}
