// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mcp-firewall policy}, with real files. */
class PolicyCommandsTest {
  private static final String POLICY =
      """
      agents:
        cursor: { deny: [http_post] }
      rules:
        - name: refunds
          tool: "refund_*"
          match: { arguments: { amount: { lte: 50 } } }
          action: allow
        - { name: large, tool: "refund_*", action: approve }
        - { name: deletes, tool: "delete_*", action: deny }
      chains:
        - { name: leak, within: 10m, action: deny,
            steps: [ { tool: "read_*" }, { tool: "send_*" } ] }
      flows:
        - { name: trifecta, when: [untrusted_content, private_data],
            forbid: { tool: "post_*" }, action: approve }
      """;

  @TempDir Path root;

  private FakeSurroundings here;

  @BeforeEach
  void world() throws IOException {
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
    PrivateFiles.createDirectory(here.home().directory());
    write("policy.yaml", POLICY);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(here.project.resolve(name), text);
  }

  private int run(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "policy";
    System.arraycopy(words, 0, all, 1, words.length);
    return here.run(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "compile", "test", "explain", "lint", "ask", "diff"})
  void everyCommandHasHelpWithExamples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(here.out()).contains("Usage: mcp-firewall policy " + command).contains("Examples:");
    assertThat(here.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void validateTellsAllThatIsWrongWithYamlAndRegoAtOnce() throws IOException {
    write("bad.yaml", "mode: enforcing\ndefalt: deny\nrego: [bad.rego]\n");
    write("bad.rego", "package mcp_firewall.policy\n\ndeny if {\n");

    assertThat(run("validate", "bad.yaml")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("bad.yaml:1:7: `mode` cannot be `enforcing`", "did you mean `enforce`?")
        .contains("bad.yaml:2:1: unknown key `defalt`", "did you mean `default`?")
        .contains("bad.rego:4:1: ", "`{` on line 3 is not closed")
        .endsWith("3 problems\n");
  }

  @Test
  void validateSpeaksToProgramsToo() throws IOException {
    write("bad.yaml", "mode: enforcing\n");

    assertThat(run("validate", "--json", "bad.yaml")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .startsWith("{\"valid\":false,\"problems\":[{\"id\":\"config.bad-value\",")
        .contains("\"file\":\"bad.yaml\",\"line\":1,\"column\":7,");
    assertThat(run("validate", "policy.yaml")).isZero();
    assertThat(here.out()).isEqualTo("ok\n");
    assertThat(run("validate", "none.yaml")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void compileNamesTheLineOfYamlAboveEachRule() {
    assertThat(run("compile", "policy.yaml")).isZero();
    assertThat(here.out())
        .contains("package mcp_firewall.main", "package mcp_firewall.yaml.b0")
        .contains("# rules.refunds, policy.yaml:4:5")
        .contains("# rules.deletes, policy.yaml:9:5")
        .doesNotContain("package mcp_firewall.lib");
  }

  @Test
  void whatIsCompiledIsFormatted() throws IOException {
    run("compile", "policy.yaml");
    String book = here.out().substring(here.out().indexOf("# mcp_firewall.yaml.b0.rego"));
    write("b0.rego", book.substring(book.indexOf('\n') + 1, book.indexOf("\n# mcp_firewall.site")));

    assertThat(here.run("rego", "fmt", "--list", "b0.rego")).isZero();
    assertThat(here.out()).isEmpty();
  }

  @Test
  void testRunsCasesAndTellsWhatIsNotAsExpected() throws IOException {
    write(
        "policy_test.yaml",
        """
        cases:
          - { name: small, tool: refund_x, arguments: { amount: 50 }, expect: allow, rule: rules.refunds }
          - { name: large, tool: refund_x, arguments: { amount: 51 }, expect: hold, rule: rules.large }
          - { name: by whom, tool: http_post, agent: cursor, expect: deny, rule: agents.cursor.deny }
          - { name: chain, tool: send_x, reached: { leak: 1 }, expect: deny, rule: chains.leak }
          - { name: flow, tool: post_x, labels: [untrusted_content, private_data], expect: hold }
          - { name: not yet, tool: post_x, labels: [private_data], expect: allow }
          - { name: a result, tool: x, result: fine, expect: allow }
          - { name: whole, message: '{"jsonrpc":"2.0","id":1,"method":"ping"}', expect: allow }
          - { name: wrong, tool: delete_x, expect: allow }
        """);

    assertThat(run("test", "policy.yaml", "--coverage", "--junit", "out.xml"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("  FAIL wrong (line 10)")
        .contains("    expected allow, but it is deny by rules.deletes: ")
        .contains("PASS: 8/9\nFAIL: 1/9\nrules hit: 6/6 (100.0%)");
    assertThat(Files.readString(here.project.resolve("out.xml")))
        .contains("<testsuite name=\"policy_test.yaml\" tests=\"9\" failures=\"1\"")
        .contains("name=\"wrong\"", "<failure message=\"expected allow, but it is deny");
  }

  @Test
  void testCountsRulesThatNoCaseHits() throws IOException {
    write("policy_test.yaml", "cases: [ { tool: delete_x, expect: deny } ]\n");

    assertThat(run("test", "-c", "--threshold", "50")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("never hit: policy.yaml:4:5: rules.refunds", "rules hit: 1/6");
    assertThat(here.err()).contains("too few rules were hit: 16.7%, not 50.0%");
    assertThat(run("test", "--threshold", "10")).isZero();

    write("policy.yaml", "profiles: [enterprise]\n" + POLICY);
    assertThat(run("test", "-c", "--threshold", "10")).isZero();
    assertThat(here.out()).contains("rules hit: 1/6").doesNotContain("profile:");
  }

  @Test
  void testRunsTheTestsOfThePolicysRego() throws IOException {
    write("policy.yaml", "rego: [guards.rego]\n");
    write(
        "guards.rego",
        """
        package mcp_firewall.policy

        deny contains "no drops" if contains(input.tool.arguments.sql, "drop")

        test_drop if {
        	count(deny) == 1 with input as {"tool": {"name": "q", "arguments": {"sql": "drop"}}}
        }

        test_wrong if {
        	count(deny) == 1 with input as {"tool": {"name": "q", "arguments": {"sql": "x"}}}
        }
        """);

    assertThat(run("test", "policy.yaml", "-v")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("guards.rego:\n  PASS data.mcp_firewall.policy.test_drop (line 5)")
        .contains("  FAIL data.mcp_firewall.policy.test_wrong (line 9)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "cases: [ { tool: x, expect: dney } ] # did you mean `deny`?",
        "cases: [ { tool: x } ] # `expect` is missing",
        "cases: [ { expect: deny } ] # `tool`, `method`, `result` or `message`",
        "cases: [ { tool: x, expect: deny, agnet: y } ] # did you mean `agent`?",
        "case: [] # did you mean `cases`?",
        "policy: none.yaml # there is no `none.yaml`",
      })
  void aWrongCaseIsToldWithItsPlace(String yaml, String message) throws IOException {
    write("policy_test.yaml", yaml + "\n");

    assertThat(run("test", "policy_test.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("policy_test.yaml:1:").contains(message);
  }

  @Test
  void explainTellsOfEachStageAndEachRule() {
    assertThat(run("explain", "refund_x", "amount:=51", "--config", "policy.yaml"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .startsWith("decision  hold\nrule      rules.large (policy.yaml:8:5)\nreason    ")
        .contains("kill-switch  allow\n", "paths        allow\n", "rules        hold  rules.large")
        .contains("  - rules.refunds (policy.yaml:4:5)  no: `arguments.amount` ")
        .contains("  + rules.large (policy.yaml:8:5)  matched")
        .contains("  - rules.deletes (policy.yaml:9:5)  no: `rules.large` before it matched");
  }

  @Test
  void explainKnowsAgentsLabelsAndChains() {
    assertThat(run("explain", "http_post", "--agent", "cursor", "--config", "policy.yaml"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("agents.cursor.deny");
    assertThat(run("explain", "send_x", "--reached", "leak=1", "--config", "policy.yaml"))
        .isEqualTo(ExitCode.NO);
    assertThat(run("explain", "send_x", "--config", "policy.yaml")).isZero();
    String[] labelled = {
      "explain",
      "post_x",
      "--label",
      "untrusted_content,private_data",
      "--config",
      "policy.yaml",
      "--json"
    };
    assertThat(run(labelled)).isEqualTo(ExitCode.NO);
    assertThat(here.out()).startsWith("{\"decision\":\"hold\",\"rule\":\"flows.trifecta\"");
  }

  @Test
  void diffShowsAnExampleOfEachKindOfChange() throws IOException {
    write(
        "new.yaml",
        POLICY.replace("lte: 50", "lte: 80").replace("action: deny }", "action: allow }"));

    assertThat(run("diff", "policy.yaml", "policy.yaml")).isZero();
    assertThat(run("diff", "policy.yaml", "new.yaml")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("hold by rules.large → allow by rules.refunds (")
        .contains("deny by rules.deletes → allow by rules.deletes (")
        .contains("  delete_x --agent agent\n")
        .contains("  refund_x amount:=51 --agent agent\n");
  }

  @Test
  void diffReadsWhatWasRecorded() throws IOException {
    write(
        "log.jsonl",
        """
        {"agent":{"era":"legacy","name":"cursor","version":"1"},"arguments":{"amount":60},"decision":"hold","direction":"inbound","kind":"decision","message":"request","method":"tools/call","seq":1,"server":"shop","time":"2026-01-01T00:00:00Z","tool":"refund_order"}
        {"decision":"allow","direction":"outbound","kind":"decision","message":"result","method":"tools/call","seq":2,"server":"shop","time":"2026-01-01T00:00:01Z","tool":"refund_order"}
        """);
    write("new.yaml", POLICY.replace("lte: 50", "lte: 80"));

    assertThat(run("diff", "policy.yaml", "new.yaml", "--audit", "log.jsonl"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("hold by rules.large → allow by rules.refunds (1)")
        .contains("  refund_order amount:=60 --agent cursor --server shop")
        .contains("1 of 1 messages are decided differently")
        .contains("left out: 1 recorded messages that the log has not whole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimal",
        "developer",
        "company-laptop",
        "enterprise",
        "strict",
        "recipe/filesystem",
        "recipe/github",
        "recipe/shell",
        "recipe/postgres",
        "recipe/browser",
        "recipe/slack"
      })
  void lintHasNothingToSayOfWhatWeShip(String profile) throws IOException {
    write("policy.yaml", "profiles: [" + profile + "]\n");

    assertThat(run("lint", "policy.yaml")).describedAs(here.out() + here.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "rules: [{tool: 'a*', action: deny}, {tool: ab, action: allow}] # lint.shadowed",
        "rules: [{tool: a, action: deny}, {tool: b, action: deny}, {tool: 'a|b', action: allow}] # lint.shadowed",
        "rules: [{tool: p, match: {arguments: {n: {lt: 9}}}, action: deny}, {tool: p, match: {arguments: {n: {lt: 5}}}, action: approve}] # lint.shadowed",
        "rules: [{action: approve}, {tool: x, action: deny}] # lint.after-catch-all",
        "rules: [{tool: x, action: deny}, {tool: x, action: allow}] # lint.contradictory",
        "agents: {cursor: {allow: [exec], deny: ['ex*']}} # lint.contradictory",
        "{servers: {s: {tools: {x: enabled}}}, rules: [{tool: x, action: deny}]} # lint.contradictory",
        "{servers: {'*': {tools: {'x*': disabled}}}, rules: [{tool: xy, action: allow}]} # lint.unreachable",
        "{agents: {'*': {deny: ['x*']}}, rules: [{tool: xy, action: approve}]} # lint.unreachable",
        "servers: {s: {tools: {'*': disabled, 'get_*': enabled}}} # lint.overruled",
        "{default: deny, rules: [{action: allow}]} # lint.over-broad",
        "{default: deny, servers: {'*': {tools: {'*': enabled}}}} # lint.over-broad",
        "checks: {egress: {action: deny, allow_domains: ['*.com']}} # lint.over-broad",
        "rules: [{tool: x, match: {arguments: {p: '**'}}, action: deny}] # lint.matches-everything",
        "rules: [{tool: x, match: {arguments: {p: {regex: '.*'}}}, action: deny}] # lint.matches-everything",
        "flows: [{name: f, when: [untrusted_contents], forbid: egress, action: deny}] # lint.unset-label",
        "mode: monitor # lint.monitor-mode",
        "{profiles: [enterprise], agents: {'*': {deny: ['drop_*']}}} # lint.replaces-profile",
      })
  void lintTellsWhatItsAuthorCannotHaveMeant(String yaml, String id) throws IOException {
    write("policy.yaml", yaml + "\n");

    assertThat(run("lint", "policy.yaml")).describedAs(here.err()).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("[" + id + "]").contains("  help: ").contains("1 complaint\n");
    assertThat(here.out()).startsWith("policy.yaml:1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [{tool: ab, action: allow}, {tool: 'a*', action: deny}]",
        "rules: [{tool: 'a*', agent: x, action: deny}, {tool: ab, action: allow}]",
        "rules: [{tool: p, match: {arguments: {n: {lt: 5}}}, action: allow}, {tool: p, action: deny}]",
        "rules: [{tool: p, match: {arguments: {n: 'x*'}}, action: allow}, {tool: p, match: {arguments: {n: 'x*'}}, action: deny}]",
        "{default: deny, rules: [{tool: 'get_*', action: allow}]}",
        "agents: {cursor: {allow: ['read_*'], deny: [read_secret]}}",
        "{profiles: [enterprise], agents: {cursor: {deny: ['drop_*']}, '*': {rate_limit: 5/min}}}",
        "servers: {s: {tools: {'*': disabled, get_x: enabled}}}",
        "{servers: {s: {labels: {mail: [odd]}}}, flows: [{name: f, when: [odd], forbid: egress, action: deny}]}",
        "{servers: {a: {tools: {x: disabled}}}, rules: [{tool: x, action: allow}]}",
      })
  void lintIsSilentWhereThereIsAReason(String yaml) throws IOException {
    write("policy.yaml", yaml + "\n");

    assertThat(run("lint", "policy.yaml")).describedAs(here.out() + here.err()).isZero();
  }

  @Test
  void lintKnowsTheToolsThatThereAre() throws IOException {
    write(
        "tools.json", "{\"result\":{\"tools\":[{\"name\":\"delete_file\"},{\"name\":\"read\"}]}}");
    write("policy.yaml", "rules: [{tool: 'delete_*', action: deny}, {tool: raed, action: deny}]\n");

    assertThat(run("lint", "policy.yaml", "--tools", "tools.json", "--json"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("\"id\":\"lint.unknown-tool\"", "no known tool is `raed`", "did you mean `read`?")
        .doesNotContain("delete_");
    assertThat(List.of(run("lint", "--tools", "none.json"))).containsExactly(ExitCode.USAGE);
  }
}
