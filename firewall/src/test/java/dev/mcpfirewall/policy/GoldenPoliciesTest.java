// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key: YAML, and what comes out of it. Each file of {@code golden/policy} holds cases: the
 * YAML, {@code ----}, and what is expected: the keys of the policy that differ from the defaults,
 * or problems, which begin with a bang. {@code -Dgolden.update} writes what comes out.
 */
class GoldenPoliciesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/policy");
  private static final String BETWEEN = "====\n";
  private static final String EXPECT = "----\n";

  @TempDir Path root;

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(GOLDEN, "*.txt")) {
      listing.forEach(files::add);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  @Test
  void thereIsAFileForEverySection() throws IOException {
    assertThat(files()).hasSizeGreaterThan(7);
  }

  @ParameterizedTest
  @MethodSource("files")
  void comesOutAsExpected(Path file) throws IOException {
    String golden = Files.readString(file);
    List<String> out = new ArrayList<>();
    for (String one : golden.split(BETWEEN, -1)) {
      String yaml = one.split(EXPECT, 2)[0];
      out.add(yaml + EXPECT + outcome(yaml));
    }
    String actual = String.join(BETWEEN, out);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }

    assertThat(actual).isEqualTo(golden);
    assertThat(out).anyMatch(s -> s.contains(EXPECT + "!"));
    assertThat(out).anyMatch(s -> !s.contains(EXPECT + "!"));
  }

  private String outcome(String yaml) {
    Reading reading = new Reading(root);
    reading.write("some.rego", "package mcp_firewall.policy\n");
    reading.write("more/other.rego", "package mcp_firewall.policy\n");
    reading.write("some.json", "{\"a\": [1, true, null]}");
    reading.write("some.yml", "- x\n- 1\n");
    reading.write("broken.json", "{\"a\":1,\"a\":2}");
    reading.write("mine.yaml", "rules: [{name: mine, tool: y, action: alert}]\n");
    reading.write("nested.yaml", "profiles: [strict]\n");
    List<Problem> problems = reading.problems(yaml);
    return problems.isEmpty()
        ? described(reading.load(yaml).policy())
        : problems.stream().map(this::told).collect(Collectors.joining());
  }

  private String told(Problem problem) {
    String text = problem.toString().replace(root.resolve("c.yaml").toString(), "c.yaml");
    return "! " + problem.kind().id() + "\n" + text.replace(root.toString(), "ROOT") + "\n";
  }

  private static String described(PolicyFile policy) {
    var defaults = PolicyFile.DEFAULTS.describe();
    return policy.describe().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
        .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
