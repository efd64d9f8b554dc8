// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.Reading;
import dev.mcpfirewall.policy.compile.RegoText.Condition;
import dev.mcpfirewall.policy.compile.RegoText.Passage;
import dev.mcpfirewall.policy.engine.Books;
import dev.mcpfirewall.policy.read.Profiles;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.format.Formatter;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an auditor reads. {@code golden/rego/books.txt} holds cases: YAML, {@code ----}, and the
 * Rego of the book; {@code -Dgolden.update} writes what comes out.
 */
class RegoGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/rego/books.txt");
  private static final String BETWEEN = "====\n";
  private static final String EXPECT = "----\n";

  @TempDir Path root;

  private List<RegoText> compiled(String yaml) {
    List<Rulebook> books = new Reading(root).load(yaml).policy().books();
    return PolicyCompiler.compile(books, List.of(DomainPattern.parse("*.example.com"))).modules();
  }

  @Test
  void isWhatAnAuditorCanRead() throws IOException {
    String golden = Files.readString(GOLDEN);
    List<String> out = new ArrayList<>();
    for (String one : golden.split(BETWEEN, -1)) {
      String yaml = one.split(EXPECT, 2)[0];
      String rego =
          compiled(yaml).get(1).text().replace(root.resolve("c.yaml").toString(), "c.yaml");
      out.add(yaml + EXPECT + rego);
    }
    String actual = String.join(BETWEEN, out);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, actual);
    }

    assertThat(actual).isEqualTo(golden);
  }

  static List<String> profiles() {
    return Profiles.BUILT_IN;
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void isFormatted(String profile) {
    for (RegoText module : compiled("profiles: [" + profile + "]\n")) {
      assertThat(formatted(module)).isEqualTo(module.text());
    }
  }

  @Test
  void everyPassageStandsWhereTheMapSays() {
    for (RegoText module : compiled("profiles: [enterprise]\n")) {
      String[] lines = module.text().split("\n", -1);
      for (Passage passage : module.passages()) {
        assertThat(lines[passage.first() - 1]).contains(" contains ");
        assertThat(lines[passage.first() - 2]).startsWith("# ").contains(passage.at());
        for (Condition condition : passage.conditions()) {
          assertThat(condition.line()).isBetween(passage.first(), passage.last());
          assertThat(lines[condition.line() - 1]).startsWith("\t");
        }
      }
    }
  }

  @Test
  void whatAPersonWroteNeverBecomesCode() {
    String wild = "x\n}\nallow := true #`\"\\\u2028\u202e\u0085";
    Match match =
        Books.arguments(
            Map.of(
                wild,
                List.of(new dev.mcpfirewall.policy.rule.Test.Like(wild)),
                "*",
                List.of(new dev.mcpfirewall.policy.rule.Test.Regex("`\\d\n"))));
    Rulebook book =
        Books.book()
            .agent(wild, Optional.of(List.of(wild, "*" + wild)), List.of(), List.of())
            .labels(wild, true, Map.of(wild, List.of("egress")))
            .rule(
                new Rule(
                    wild,
                    Books.tool(wild),
                    match,
                    Action.DENY,
                    Optional.of(wild),
                    List.of(),
                    new Position(wild, 1, 1)))
            .build();

    for (RegoText module : PolicyCompiler.compile(List.of(book), List.of()).modules()) {
      assertThat(formatted(module)).isEqualTo(module.text());
      assertThat(module.text().lines()).noneMatch(line -> line.startsWith("allow :="));
    }
  }

  private static String formatted(RegoText module) {
    Source source = new Source(module.name(), module.text());
    return Formatter.format(Parser.module(source, Options.V1), Formatter.Target.SAME);
  }
}
