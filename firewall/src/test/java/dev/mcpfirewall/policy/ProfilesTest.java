// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.policy.read.Profiles;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes with the program loads, can be read, and is as strict as its name. */
class ProfilesTest {
  @TempDir private Path root;

  private LoadedPolicy load(String... profiles) {
    return new Reading(root).load("profiles: [" + String.join(", ", profiles) + "]\n");
  }

  static List<String> all() {
    return Profiles.BUILT_IN;
  }

  @ParameterizedTest
  @MethodSource("all")
  void loads(String name) {
    LoadedPolicy loaded = load(name);

    assertThat(loaded.warnings()).isEmpty();
    if (!name.equals("minimal")) {
      assertThat(loaded.policy()).isNotEqualTo(PolicyFile.DEFAULTS);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsAPersonWhatItIsFor(String name) {
    String text = new String(Profiles.text(name).orElseThrow(), StandardCharsets.UTF_8);

    assertThat(text).startsWith("# " + name + ":").contains("version: 1");
    assertThat(text.lines().filter(line -> line.strip().startsWith("#")).count())
        .isGreaterThan(text.lines().count() / 12);
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesItsRules(String name) {
    Rulebook book = load(name).policy().books().getFirst();

    assertThat(book.rules()).extracting(Rule::name).noneMatch(n -> n.contains("["));
    assertThat(book.rules()).extracting(Rule::name).doesNotHaveDuplicates();
  }

  @Test
  void minimalIsTheDefaults() {
    assertThat(load("minimal").revision()).isEqualTo(PolicyFile.DEFAULTS.revision());
  }

  @Test
  void profilesAndRecipesTogetherKeepAllRules() {
    Set<String> names = new HashSet<>();
    for (String name : List.of("developer", "recipe/github", "recipe/postgres")) {
      load(name).policy().books().getFirst().rules().forEach(rule -> names.add(rule.name()));
    }
    Rulebook together =
        load("developer", "recipe/github", "recipe/postgres").policy().books().getFirst();

    assertThat(together.rules()).extracting(Rule::name).containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @CsvSource({
    "minimal, ENABLED",
    "developer, ENABLED",
    "company-laptop, ENABLED",
    "enterprise, APPROVAL",
    "strict, DISABLED"
  })
  void whatNobodyDecided(String profile, ToolState state) {
    assertThat(load(profile).policy().tools().stateOf("any", "thing")).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "developer", "company-laptop", "enterprise", "strict"})
  void noProfileIsLaxerThanTheDefaultsWhereItMatters(String profile) {
    ChecksSection checks = load(profile).policy().checks();
    ChecksSection defaults = PolicyFile.DEFAULTS.checks();

    assertThat(checks.paths()).isEqualTo(defaults.paths());
    assertThat(checks.commands().action()).isEqualTo(CheckAction.DENY);
    assertThat(checks.egress().action()).isEqualTo(CheckAction.DENY);
    for (var pair :
        List.of(
            List.of(checks.secrets(), defaults.secrets()),
            List.of(checks.injection(), defaults.injection()),
            List.of(checks.smuggling(), defaults.smuggling()))) {
      assertThat(pair.get(0).arguments().stricter(pair.get(1).arguments()))
          .isEqualTo(pair.get(0).arguments());
      assertThat(pair.get(0).results().stricter(pair.get(1).results()))
          .isEqualTo(pair.get(0).results());
      assertThat(pair.get(0).severity()).isLessThanOrEqualTo(pair.get(1).severity());
    }
  }

  /** A coding agent's day: what developer must not touch. */
  @ParameterizedTest
  @ValueSource(strings = {"read_file", "write_file", "run_tests", "bash", "fetch", "create_issue"})
  void developerLetsToolsBe(String tool) {
    Rulebook book = load("developer").policy().books().getFirst();

    assertThat(load("developer").policy().tools().stateOf("any", tool))
        .isEqualTo(ToolState.ENABLED);
    assertThat(book.sequences().flows())
        .allMatch(flow -> flow.action() == dev.mcpfirewall.policy.rule.Action.ALERT);
    assertThat(book.rules())
        .noneMatch(rule -> rule.action() == dev.mcpfirewall.policy.rule.Action.APPROVE);
  }

  @ParameterizedTest
  @CsvSource({
    "recipe/filesystem, filesystem, read_text_file, ENABLED",
    "recipe/filesystem, filesystem, write_file, DISABLED",
    "recipe/github, github, get_file_contents, ENABLED",
    "recipe/github, github, merge_pull_request, APPROVAL",
    "recipe/github, github, create_pull_request, DISABLED",
    "recipe/shell, my-shell, execute_command, DISABLED",
    "recipe/shell, my-shell, read_output, ENABLED",
    "recipe/postgres, postgres, query, ENABLED",
    "recipe/browser, playwright, browser_navigate, ENABLED",
    "recipe/browser, playwright, browser_evaluate, DISABLED",
    "recipe/slack, slack, slack_get_channel_history, ENABLED",
    "recipe/slack, slack, slack_post_message, APPROVAL",
    "recipe/slack, other, slack_get_channel_history, DISABLED",
  })
  void recipesOpenUnderStrictWhatOnlyLooks(
      String recipe, String server, String tool, ToolState state) {
    assertThat(load("strict", recipe).policy().tools().stateOf(server, tool)).isEqualTo(state);
  }

  /** A rule that lets pass, or asks, decides before the default, of whatever tool it is. */
  @ParameterizedTest
  @ValueSource(strings = {"strict", "recipe/filesystem", "recipe/shell", "recipe/browser"})
  void rulesOpenNoToolsThatNobodyNamed(String profile) {
    assertThat(load(profile).policy().books().getFirst().rules())
        .filteredOn(rule -> rule.action() != dev.mcpfirewall.policy.rule.Action.DENY)
        .allMatch(rule -> rule.scope().tool().filter(t -> !t.text().contains("*")).isPresent());
  }

  /** So that a recipe does not speak of tools that no server has, and leaves out none. */
  @ParameterizedTest
  @CsvFileSource(resources = "/recipes/tools.csv")
  void recipesKnowTheToolsOfRealServers(
      String recipe, String server, String tool, ToolState state) {
    assertThat(load("strict", "recipe/" + recipe).policy().tools().stateOf(server, tool))
        .isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "recipe/shell, my-shell, execute_command",
    "recipe/browser, playwright, browser_evaluate",
    "recipe/github, github, delete_file",
  })
  void recipesPutToAPersonWhatCannotBeTakenBack(String recipe, String server, String tool) {
    assertThat(load("developer", recipe).policy().tools().stateOf(server, tool))
        .isEqualTo(ToolState.APPROVAL);
  }

  @ParameterizedTest
  @CsvSource({
    "recipe/github, github, create_issue, egress",
    "recipe/github, github, get_issue, untrusted_content",
    "recipe/github, github, get_file_contents, private_data",
    "recipe/slack, slack, slack_post_message, egress",
    "recipe/slack, slack, slack_get_channel_history, untrusted_content",
    "recipe/browser, playwright, browser_navigate, egress",
    "recipe/browser, playwright, browser_snapshot, untrusted_content",
    "recipe/browser, playwright, browser_tabs, egress",
    "recipe/browser, playwright, browser_network_request, private_data",
    "recipe/browser, chrome-devtools, type_text, egress",
    "recipe/github, github, get_pull_request_files, private_data",
    "recipe/slack, slack-mcp-server, conversations_unreads, untrusted_content",
    "recipe/slack, slack-mcp-server, reactions_add, egress",
    "recipe/postgres, postgres, query, private_data",
    "recipe/shell, shell, execute_command, egress",
    "company-laptop, any, send_email, egress",
    "company-laptop, any, search_mail, private_data",
    "company-laptop, any, web_fetch, untrusted_content",
  })
  void labelsTools(String profile, String server, String tool, String label) {
    assertThat(load(profile).policy().books().getFirst().labels())
        .filteredOn(traits -> traits.server().matches(server))
        .flatMap(traits -> traits.tools())
        .filteredOn(labelled -> labelled.tool().matches(tool))
        .flatMap(labelled -> labelled.labels())
        .contains(new Label(label));
  }
}
