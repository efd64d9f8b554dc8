// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} names every rule. {@code -Dgolden.update} writes its table anew. */
class RuleDocsTest {
  private static final Path PAGE = Path.of("../docs/rules.md");
  private static final String HEAD = "| rule | level | a redaction calls it |\n|---|---|---|\n";

  @Test
  void everyDetectorsRuleStandsInTheTable() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD) + HEAD.length();
    String table = table();

    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page.substring(0, start) + table);
    }
    assertThat(Files.readString(PAGE).substring(start)).isEqualTo(table);
  }

  @Test
  void everyFlawOfJsonIsListed() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Arrays.stream(Flaw.values()).filter(flaw -> flaw != Flaw.EMPTY))
        .allSatisfy(flaw -> assertThat(page).contains("`protocol." + flaw.wire() + "`"));
  }

  private static String table() {
    List<Rule> rules = RuleCatalog.all().stream().map(RuleCatalog.Entry::rule).toList();
    TreeSet<String> rows = new TreeSet<>();
    for (Rule rule : rules) {
      String level = rule.level().name().toLowerCase(Locale.ROOT);
      rows.add("| `%s` | %s | `%s` |\n".formatted(rule.id(), level, rule.label()));
    }
    return String.join("", rows);
  }
}
