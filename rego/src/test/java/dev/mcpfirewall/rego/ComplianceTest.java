// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * OPA's own cases, where they lie beside the repository ({@code -Drego.compliance=directory}); the
 * table by folder goes to {@code target/rego-compliance.md}.
 */
final class ComplianceTest {
  private static final Path CASES =
      Path.of(
          System.getProperty(
              "rego.compliance", Path.of("..", "..", "shared", "rego-compliance").toString()));

  /** Notes of cases that fail, each with its reason. There should be none. */
  private static final Set<String> EXCEPTIONS = Set.of();

  private static final Map<String, int[]> BY_FOLDER = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> agreesWithOpa() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "no compliance cases beside the repository: " + CASES);
    return ComplianceCase.all(CASES).stream()
        .map(each -> dynamicTest(each.folder() + ": " + each.note(), () -> holds(each)));
  }

  /** With a tracer there is no index, and every step tells of itself: the answers are the same. */
  @TestFactory
  Stream<DynamicTest> agreesWhenTraced() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "no compliance cases beside the repository: " + CASES);
    Settings traced = Settings.DEFAULT.tracer(step -> {});
    return ComplianceCase.all(CASES).stream()
        .filter(each -> !EXCEPTIONS.contains(each.note()))
        .map(each ->
            dynamicTest(
                each.folder() + ": " + each.note(),
                () -> assertThat(each.verdict(traced)).isEmpty()));
  }

  private static void holds(ComplianceCase each) {
    int[] counts = BY_FOLDER.computeIfAbsent(each.folder(), _ -> new int[2]);
    counts[1]++;
    Optional<String> wrong = each.verdict(Settings.DEFAULT);
    if (wrong.isEmpty()) {
      counts[0]++;
    }
    if (EXCEPTIONS.contains(each.note())) {
      assertThat(wrong).as("an exception that holds: take it off the list").isPresent();
    } else {
      assertThat(wrong).as(each.content().toString()).isEmpty();
    }
  }

  @AfterAll
  static void table() throws IOException {
    if (BY_FOLDER.isEmpty()) {
      return;
    }
    StringBuilder out = new StringBuilder("| folder | cases | pass |\n|---|---|---|\n");
    int passed = 0;
    int cases = 0;
    for (Map.Entry<String, int[]> folder : BY_FOLDER.entrySet()) {
      int[] counts = folder.getValue();
      passed += counts[0];
      cases += counts[1];
      out.append("| %s | %d | %d |\n".formatted(folder.getKey(), counts[1], counts[0]));
    }
    out.append("| **all** | **%d** | **%d** |\n".formatted(cases, passed));
    Files.writeString(
        Files.createDirectories(Path.of("target")).resolve("rego-compliance.md"), out);
  }
}
