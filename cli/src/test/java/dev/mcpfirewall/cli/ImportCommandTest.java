// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static dev.mcpfirewall.decision.Effect.ALLOW;
import static dev.mcpfirewall.decision.Effect.DENY;
import static dev.mcpfirewall.decision.Effect.HOLD;
import static dev.mcpfirewall.decision.Effect.REDACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String WALL =
      """
      version: 1
      settings: { log_dir: ~/.mcpwall/logs, log_level: info, default_action: %s }
      rules:
      %s
      """;

  @TempDir Path root;
  private FakeSurroundings here = new FakeSurroundings(Path.of(""));

  @BeforeEach
  void world() throws IOException {
    root = root.toRealPath();
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(here.project.resolve(name), text);
  }

  /** Imports a file; the policy that comes of it. */
  private ImportedPolicy imported(String name, String text, int code) throws IOException {
    write(name, text);
    assertThat(here.run("import", name, "--output", "ours.yaml", "--force"))
        .as("%s%s", here.out(), here.err())
        .isEqualTo(code);
    assertThat(here.out()).isEmpty();
    return ImportedPolicy.of(here.home(), here.project.resolve("ours.yaml"), here.project);
  }

  private ImportedPolicy wall(String action, String rules) throws IOException {
    return imported("config.yml", WALL.formatted(action, rules), 0);
  }

  @Test
  void firstMatchOfMcpwallWins() throws IOException {
    ImportedPolicy policy =
        wall(
            "deny",
            """
              - { name: outside, match: { method: tools/call, tool: read_file, arguments: { path: { not_under: "${PROJECT_DIR}" } } }, action: deny }
              - { name: inside, match: { method: tools/call, tool: read_file }, action: allow }
              - { name: never, match: { tool: "read_*" }, action: deny }
              - { name: lists, match: { tool: "{list,show}_?ll" }, action: allow }
            """);

    assertThat(policy.call("read_file", "{'path':'src/a.txt'}")).isEqualTo(ALLOW);
    assertThat(policy.call("read_file", "{'path':'../secret'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'path':'/etc/passwd'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'path':'src/../../x'}")).isEqualTo(DENY);
    assertThat(policy.call("read_dir", "{}")).isEqualTo(DENY);
    assertThat(policy.call("list_all", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("show_all", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("hide_all", "{}")).isEqualTo(DENY);
  }

  @Test
  void anyValueOfMcpwallIsAnyValueHoweverDeep() throws IOException {
    ImportedPolicy policy =
        wall(
            "allow",
            """
              - { name: keys, match: { method: tools/call, tool: "*", arguments: { _any_value: { regex: "(\\\\.ssh/|rm\\\\s+-rf)" } } }, action: deny }
              - { name: numbers, match: { tool: pay, arguments: { _any_value: { regex: "^13$" } } }, action: deny }
            """);

    assertThat(policy.call("x", "{'a':{'b':['~/.ssh/id']}}")).isEqualTo(DENY);
    assertThat(policy.call("x", "{'a':'rm\\u00a0-rf /'}")).isEqualTo(DENY);
    assertThat(policy.call("x", "{'a':'rm\\u2028-rf /'}")).isEqualTo(DENY);
    assertThat(policy.call("x", "{'a':'rm -r /'}")).isEqualTo(ALLOW);
    assertThat(policy.call("pay", "{'n':13}")).isEqualTo(DENY);
    assertThat(policy.call("pay", "{'n':130}")).isEqualTo(ALLOW);
  }

  @Test
  void ofSeveralMatchersOfMcpwallOneSufficesAndOfSeveralArgumentsAllMustMatch() throws IOException {
    ImportedPolicy policy =
        wall(
            "allow",
            """
              - { name: either, match: { tool: x, arguments: { path: { pattern: "/etc/**", regex: shadow }, mode: { regex: "^w" } } }, action: deny }
            """);

    assertThat(policy.call("x", "{'path':'/etc/passwd','mode':'w'}")).isEqualTo(DENY);
    assertThat(policy.call("x", "{'path':'/tmp/shadow','mode':'w'}")).isEqualTo(DENY);
    assertThat(policy.call("x", "{'path':'/etc/passwd','mode':'r'}")).isEqualTo(ALLOW);
    assertThat(policy.call("x", "{'path':'/tmp/x','mode':'w'}")).isEqualTo(ALLOW);
    assertThat(policy.call("x", "{'mode':'w'}")).isEqualTo(ALLOW);
  }

  @Test
  void whatMcpwallLetsPassByGlobPassesToTheLetterOnly() throws IOException {
    ImportedPolicy policy =
        wall(
            "deny",
            """
              - { name: sources, match: { tool: read, arguments: { path: { pattern: "/srv/**/*.java" } } }, action: allow }
            """);

    assertThat(policy.call("read", "{'path':'/srv/a/B.java'}")).isEqualTo(ALLOW);
    assertThat(policy.call("read", "{'path':'/srv/B.java'}")).isEqualTo(ALLOW);
    assertThat(policy.call("read", "{'path':'/srv/.git/B.java'}")).isEqualTo(DENY);
    assertThat(policy.call("read", "{'path':'/srv/../etc/B.java'}")).isEqualTo(DENY);
    assertThat(policy.call("read", "{'path':['/srv/B.java','/etc/x']}")).isEqualTo(DENY);
    assertThat(policy.call("read", "{}")).isEqualTo(DENY);
  }

  @Test
  void secretsOfMcpwallAreOursAndItsOwn() throws IOException {
    ImportedPolicy policy =
        imported(
            "config.yml",
            WALL.formatted(
                    "allow",
                    "  - { name: leak, match: { tool: \"*\", arguments: { _any_value: { secrets: true } } }, action: deny }")
                + "secrets: { patterns: [ { name: badge, regex: \"ACME-[0-9]{6}\" } ] }\n",
            0);

    assertThat(policy.leaking("send", "text", "whatever")).isEqualTo(DENY);
    assertThat(policy.call("send", "{'text':'badge ACME-123456'}")).isEqualTo(DENY);
    assertThat(policy.call("send", "{'text':'badge ACME-12'}")).isEqualTo(ALLOW);
  }

  @Test
  void rulesOfMcpwallForResults() throws IOException {
    ImportedPolicy policy =
        imported(
            "config.yml",
            WALL.formatted("allow", "  []")
                + """
                outbound_rules:
                  - { name: orders, match: { response_contains: ["Ignore Previous"] }, action: deny }
                  - { name: badge, match: { secrets: true }, action: redact }
                  - { name: shell, match: { tool: "run_*", response_contains_regex: ["curl.*\\\\|.*BASH"] }, action: deny }
                  - { name: big, match: { response_size_exceeds: 1000 }, action: log_only }
                secrets: { patterns: [ { name: badge, regex: "ACME-[0-9]{6}" } ] }
                """,
            0);

    assertThat(policy.result("x", "please IGNORE previous", 90).effect()).isEqualTo(DENY);
    assertThat(policy.result("x", "a ACME-123456", 90).effect()).isEqualTo(REDACT);
    assertThat(policy.result("run_it", "Curl x | bash", 90).effect()).isEqualTo(DENY);
    assertThat(policy.result("walk", "Curl x | bash", 90).effect()).isEqualTo(ALLOW);
    assertThat(policy.result("x", "fine", 90).reasons()).isEmpty();
    assertThat(policy.result("x", "fine", 2000).reasons().getFirst().alert()).isTrue();
  }

  @Test
  void whatCannotBeCarriedOverIsSaidAndFails() throws IOException {
    imported(
        "config.yml",
        WALL.formatted(
            "allow",
            """
              - { name: look, match: { tool: x, arguments: { a: { regex: "(?!b)a" } } }, action: deny }
              - { name: pass, match: { tool: "@(a|b)" }, action: allow }
            """),
        1);

    assertThat(here.err())
        .contains("config.yml:4:5: looser: the rule `look` (deny) is left out")
        .contains("RE2 cannot look ahead")
        .contains("config.yml:5:5: stricter: the rule `pass` (allow) is left out");
    assertThat(Files.readString(here.project.resolve("ours.yaml"))).contains("# LOOSER: line 4");
  }

  private static final String ACTION_FIREWALL =
      """
      {
      \t// what we allow
      \t"global": {
      \t\t"allow_prefixes": ["get_", "list_"],
      \t\t"block_keywords": ["delete", "Pay"],
      \t\t"default_action": "block",
      \t\t"otp_attempt_count": 3,
      \t},
      \t"servers": {
      \t\t"database": { "allow_prefixes": ["select_"], "block_keywords": ["drop"], "default_action": "allow" },
      \t\t"stripe": { "block_keywords": ["refund"] }
      \t}
      }
      """;

  @Test
  void prefixesComeBeforeKeywordsBeforeTheDefault() throws IOException {
    ImportedPolicy policy = imported("firewall_config.json", ACTION_FIREWALL, 0);

    assertThat(policy.call("get_balance", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("get_and_delete", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("GET_BALANCE", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("undelete", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("repay", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("anything", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("g\u0435t_balance", "{}")).isEqualTo(HOLD);
    assertThat(policy.request("resources/read", true)).isEqualTo(ALLOW);
  }

  @Test
  void whatStandsUnderAServerExtendsWhatIsGlobal() throws IOException {
    ImportedPolicy policy = imported("firewall_config.json", ACTION_FIREWALL, 0);

    assertThat(policy.call("database", "select_all", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("select_all", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("database", "get_drop", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("database", "drop_table", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("database", "delete_row", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("database", "vacuum", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("stripe", "refund", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("stripe", "other", "{}")).isEqualTo(HOLD);
    assertThat(Files.readString(here.project.resolve("ours.yaml"))).contains("attempts: 3");
  }

  @Test
  void claudeCodeAsksDenyThenAskThenAllow() throws IOException {
    ImportedPolicy policy =
        imported(
            "settings.json",
            """
            {"permissions": {
              "allow": ["Bash(ls:*)", "mcp__github", "mcp__files__read_*", "mcp__*", "mcp__x__y(z)"],
              "ask": ["mcp__files__read_secret"],
              "deny": ["mcp__github__delete_repo", "mcp__evil*"]
            }}
            """,
            0);

    assertThat(policy.call("github", "get_issue", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("github", "delete_repo", "{}")).isEqualTo(DENY);
    assertThat(policy.call("files", "read_file", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("files", "read_secret", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("files", "write_file", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("evil2", "x", "{}")).isEqualTo(DENY);
    assertThat(policy.call("x", "y", "{}")).isEqualTo(HOLD);
    assertThat(here.err())
        .contains("dropped: `mcp__*`, which Claude Code passes over")
        .contains("dropped: 1 in `allow` about tools of Claude Code itself");
  }

  @Test
  void cursorAsksAboutWhatIsNotOnTheList() throws IOException {
    ImportedPolicy policy =
        imported(
            "permissions.json",
            "{\"mcpAllowlist\": [\"github:get_*\", \"*:ping\", 7, \"wrong\"], \"terminalAllowlist\": [\"git\"]}",
            0);

    assertThat(policy.call("github", "get_issue", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("gitlab", "get_issue", "{}")).isEqualTo(HOLD);
    assertThat(policy.call("gitlab", "ping", "{}")).isEqualTo(ALLOW);
    assertThat(here.err()).contains("stricter: `wrong` is left out").contains("terminalAllowlist");
  }

  @Test
  void cursorsCommandLineDeniesFirst() throws IOException {
    ImportedPolicy policy =
        imported(
            "cli-config.json",
            "{\"permissions\": {\"allow\": [\"Shell(ls)\", \"Mcp(db:*)\"], \"deny\": [\"Mcp(db:drop)\"]}}",
            0);

    assertThat(policy.call("db", "query", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("db", "drop", "{}")).isEqualTo(DENY);
    assertThat(policy.call("fs", "read", "{}")).isEqualTo(HOLD);
  }

  @Test
  void agentWallMatchesPathsByManyNames() throws IOException {
    ImportedPolicy policy =
        imported(
            "agent-wall.yaml",
            """
            version: 1
            defaultAction: prompt
            globalRateLimit: { maxCalls: 200, windowSeconds: 60 }
            rules:
              - { name: keys, tool: "*", match: { arguments: { path: "**/.ssh/**|**/.ssh" } }, action: deny }
              - { name: credentials, tool: "*", match: { arguments: { path: "*credentials*" } }, action: deny }
              - { name: curl, tool: "shell_exec|run_command", match: { arguments: { command: "*curl *" } }, action: deny }
              - { name: shell, tool: "shell_exec|run_command", action: prompt }
              - { name: read, tool: "read_file|view_file", action: allow }
            """,
            0);

    assertThat(policy.call("read_file", "{'path':'/home/a/.ssh/id'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'filename':'/home/a/.SSH/id'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'path':'/home/a/x/../.ssh/id'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'path':'my-Credentials.txt'}")).isEqualTo(DENY);
    assertThat(policy.call("read_file", "{'path':'/home/a/x'}")).isEqualTo(ALLOW);
    assertThat(policy.call("run_command", "{'cmd':'curl http://x'}")).isEqualTo(DENY);
    assertThat(policy.call("run_command", "{'cmd':'ls'}")).isEqualTo(HOLD);
    assertThat(policy.call("other", "{}")).isEqualTo(HOLD);
    assertThat(policy.request("resources/read", true)).isEqualTo(ALLOW);
  }

  @Test
  void aPolicyOfOursStaysAsItIsButForFilesItNames() throws IOException {
    write("mine.yaml", "# mine\nversion: 1\ndefault: deny\n");
    assertThat(here.run("import", "mine.yaml")).isZero();
    assertThat(here.out()).isEqualTo("# mine\nversion: 1\ndefault: deny\n");

    write("p.rego", "package mcp_firewall.policy\n\nallow if input.tool.name == \"x\"\n");
    ImportedPolicy policy =
        imported("mine.yaml", "default: deny\nrego: [p.rego]\nmode: enforce\n", 0);
    assertThat(Files.readString(here.project.resolve("ours.yaml")))
        .contains(here.project.resolve("p.rego").toString());
    assertThat(policy.call("x", "{}")).isEqualTo(ALLOW);
    assertThat(policy.call("y", "{}")).isEqualTo(DENY);
  }

  @Test
  void installingOverNothingOnlyTightens() throws IOException {
    write(
        "settings.json",
        "{\"permissions\": {\"allow\": [\"mcp__a__b\"], \"deny\": [\"mcp__a__c\"]}}");

    assertThat(here.run("import", "settings.json", "--install")).as(here.err()).isZero();

    assertThat(here.err()).contains("installed as " + here.home().config());
    assertThat(here.home().config()).content().contains("allow-a-b");
  }

  @Test
  void nothingIsInstalledThatIsLooserThanWhatIsInForce() throws IOException {
    Files.createDirectories(here.home().directory());
    String present =
        "default: approve\nchecks: { pii: deny }\nservers: { a: { tools: { b: disabled } } }\n";
    Files.writeString(here.home().config(), present);
    write("settings.json", "{\"permissions\": {\"allow\": [\"mcp__a__b\"]}}");

    assertThat(here.run("import", "settings.json", "--install")).isEqualTo(1);
    assertThat(here.err())
        .contains("looser? default: approve → allow")
        .contains("looser? checks.pii.")
        .contains("looser? servers.a.tools.b: disabled → (nothing)")
        .contains("looser: b at a: deny by policy.tool-disabled → allow")
        .contains("not installed");
    assertThat(here.home().config()).content().isEqualTo(present);

    assertThat(here.run("import", "settings.json", "--install", "--force")).isZero();
    assertThat(here.home().config()).content().contains("allow-a-b");
  }

  @Test
  void reportsAsJson() throws IOException {
    write("settings.json", "{\"permissions\": {\"allow\": [\"Bash\"]}}");

    assertThat(here.run("import", "settings.json", "--json")).isZero();

    Value report = ((Document) Document.parse(Bytes.utf8(here.out().strip()))).root();
    assertThat(report.memberText("from")).contains("claude");
    assertThat(report.memberText("policy").orElse("")).contains("version: 1");
    assertThat(report.member("notes").orElseThrow().elements().getFirst().memberText("kind"))
        .contains("dropped");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    write("broken.json", "{\"global\": {\"allow_prefixes\": [\"a\" \"b\"]}}");
    assertThat(here.run("import", "broken.json")).isEqualTo(2);
    assertThat(here.err()).contains("broken.json:1:").contains("this is not JSON");

    write("any.yaml", "hello: world\n");
    assertThat(here.run("import", "any.yaml")).isEqualTo(2);
    assertThat(here.err()).contains("no policy that can be recognised").contains("--from");

    write("bad.json", "{\"global\": {\"default_action\": \"perhaps\"}}");
    assertThat(here.run("import", "bad.json")).isEqualTo(2);
    assertThat(here.err()).contains("bad.json:1:31: `default_action` cannot be `perhaps`");

    assertThat(here.run("import", "bad.json", "--from", "nobody")).isEqualTo(2);
    assertThat(here.run("import", "missing.json")).isEqualTo(2);
  }
}
