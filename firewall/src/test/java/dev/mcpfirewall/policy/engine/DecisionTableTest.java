// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.Decision.Redaction;
import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.Reading;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * YAML, messages, and what is decided. Each file of {@code golden/decisions} holds cases: the YAML,
 * {@code ----}, and a line for each message: the message, {@code =>}, and the strictest effect with
 * all that was said. {@code HERE} stands for the project's directory.
 */
class DecisionTableTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/decisions");
  private static final String BETWEEN = "====\n";
  private static final String EXPECT = "----\n";
  private static final String GIVES = " => ";

  @TempDir Path root;

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(GOLDEN, "*.txt")) {
      listing.forEach(files::add);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void decidesAsWritten(Path file) throws IOException {
    String golden = Files.readString(file);
    List<String> out = new ArrayList<>();
    for (String one : golden.split(BETWEEN, -1)) {
      String[] parts = one.split(EXPECT, 2);
      out.add(parts[0] + EXPECT + decided(parts[0], parts[1]));
    }
    String actual = String.join(BETWEEN, out);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }

    assertThat(actual).isEqualTo(golden);
  }

  private String decided(String yaml, String lines) throws IOException {
    Path project = Files.createDirectories(root.resolve("home/shop"));
    List<DomainPattern> domains = List.of(DomainPattern.parse("*.example.com"));
    Site site = new Site(root.resolve("home"), project, project, true, domains);
    try {
      PolicyEngine engine =
          PolicyEngines.of(
              new Reading(root).load(yaml.replace("HERE", project.toString())).policy().books(),
              new PolicyRevision("test"),
              site,
              new ShellAndHosts());
      return lines
          .lines()
          .map(line -> line.split(GIVES, 2)[0])
          .map(line ->
              line + GIVES + decided(engine, line.replace("HERE", project.toString())) + "\n")
          .collect(Collectors.joining());
    } catch (ConfigException e) {
      return e.problems().stream().map(this::told).collect(Collectors.joining());
    }
  }

  private String told(Problem problem) {
    return "! " + problem.message().replace(root.toString(), "ROOT") + "\n";
  }

  private static String decided(PolicyEngine engine, String line) {
    Decision decision = engine.decide(MessageText.read(line).build());
    String reasons =
        decision.reasons().stream().map(DecisionTableTest::shown).collect(Collectors.joining(", "));
    String marks =
        decision.marks().stream()
            .map(DecisionTableTest::shown)
            .sorted()
            .collect(Collectors.joining(" "));
    return decision.effect().wire()
        + (reasons.isEmpty() ? "" : " " + reasons)
        + (marks.isEmpty() ? "" : " [" + marks + "]");
  }

  private static String shown(Decision.Reason reason) {
    String redaction =
        switch (reason.replaced()) {
          case Redaction.None n -> "";
          case Redaction.Found found ->
              " of " + found.checks().stream().sorted().collect(Collectors.joining(" "));
          case Redaction.Matching matching -> " of " + String.join(" ", matching.expressions());
          case Redaction.Values values ->
              " of " + values.pointers().stream().sorted().collect(Collectors.joining(" "));
        };
    return reason.effect().wire() + (reason.alert() ? "! " : " ") + reason.rule() + redaction;
  }

  private static String shown(Mark mark) {
    return switch (mark) {
      case Mark.Labelled label -> label.name();
      case Mark.Step step -> step.chain() + ":" + step.step();
    };
  }
}
