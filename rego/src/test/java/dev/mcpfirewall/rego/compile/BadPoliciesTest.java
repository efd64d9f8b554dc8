// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.check.Schemas;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.ObjectValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final Schemas SCHEMA =
      Schemas.ofInput(
          Json.read(
              """
              {"type": "object", "properties": {
                "tool": {"type": "object", "properties": {"name": {"type": "string"}, "arguments": {"type": "object"}}},
                "roles": {"type": "array", "items": {"type": "string"}}}}
              """));
  private static final ObjectValue DATA =
      (ObjectValue)
          Json.read(
              "{\"foo\": {\"bar\": 1}, \"users\": {\"ann\": [\"admin\"]}, \"lib\": {\"limits\": {\"calls\": 9}}}");

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
            .version(settings.contains("v0") ? Version.V0 : Version.V1)
            .strict(settings.contains("strict"))
            .refused(settings.contains("refused") ? Set.of("opa.runtime", "walk") : Set.of())
            .schemas(settings.contains("schema") ? SCHEMA : Schemas.NONE)
            .data(settings.contains("data") ? DATA : ObjectValue.EMPTY);
    if (settings.contains("print")) {
      options = options.print((at, said) -> {});
    }
    int query = text.indexOf(QUERY);
    String modules = query < 0 ? text : text.substring(0, query);
    List<Source> sources = new ArrayList<>();
    for (String module : modules.split(NEXT, -1)) {
      String name = sources.isEmpty() ? "p.rego" : "p" + (sources.size() + 1) + ".rego";
      sources.add(new Source(name, module));
    }
    try {
      Policy policy = Rego.compile(sources, options);
      if (query >= 0) {
        String asked = text.substring(query + QUERY.length()).strip();
        assertThat(policy.query(asked)).isNotNull();
      }
      return FINE.strip();
    } catch (RegoException e) {
      return String.join("\n", e.errors().stream().map(RegoError::toString).toList());
    }
  }
}
