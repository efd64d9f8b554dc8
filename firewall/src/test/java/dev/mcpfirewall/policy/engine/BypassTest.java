// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.Reading;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One policy in YAML, and calls that try to get around its rules. */
class BypassTest {
  private static final String POLICY =
      """
      version: 1
      default: allow
      servers:
        fs:
          tools: { "delete_*": disabled, delete_draft: enabled, "read_?": approval }
      agents:
        cursor: { deny: [http_post] }
      rules:
        - name: keys
          match: { arguments: { path: "**/.ssh/**" } }
          action: deny
        - name: inside
          tool: "write_file|edit_file"
          match: { arguments: { path: { not_under: "${PROJECT_DIR}" } } }
          action: deny
        - name: no-rm
          match: { arguments: { command: "rm *" } }
          action: deny
        - name: no-evil
          match: { arguments: { url: "https://evil.com/*" } }
          action: deny
        - name: deep
          match: { arguments: { "*": "*DROP TABLE*" } }
          action: deny
        - name: cheap
          tool: "refund_*"
          match: { arguments: { amount: { lte: 50 } } }
          action: allow
        - name: dear
          tool: "refund_*"
          action: approve
        - name: status
          tool: exec
          match: { arguments: { command: "git *" } }
          action: allow
        - name: other
          tool: exec
          action: approve
      """;

  @TempDir static Path root;
  private static final AtomicReference<PolicyEngine> ENGINE = new AtomicReference<>();

  @BeforeAll
  static void compile() {
    ENGINE.set(
        PolicyEngines.of(
            new Reading(root).load(POLICY).policy().books(),
            new PolicyRevision("test"),
            Books.SITE,
            new ShellAndHosts()));
  }

  private static Effect of(String tool, String json) {
    return ENGINE.get().decide(Messages.call(tool, json).build()).effect();
  }

  private static Effect with(String tool, String key, String value) {
    return of(tool, "{" + Quote.of(key) + ":" + Quote.of(value).replace("'", "\\u0027") + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../.ssh/id",
        "~/.ssh/id",
        "$HOME/.ssh/id",
        "~ann/.ssh/id",
        "file:///home/ann/.ssh/id",
        "%2e%2e/.ssh/id",
        "%252e%252e%252f.ssh%252fid",
        "..\\.ssh\\id",
        "/home/ann/.ssh/id\u0000.md",
        "/home/ann/.s\u200Bsh/id",
        "/home/ann/.ssh./id",
        "/proc/self/root/home/ann/.ssh/id",
        "src/../../.ssh/id",
        "~/../../.ssh/id",
        "[\"/home/ann/.ssh/id\"]",
        " [\"a\",[\"/home/ann/.ssh/id\"]] ",
        "\"/home/ann/.ssh/id\"",
        "src/a,/home/ann/.ssh/id",
        "src/a ~/.ssh/id"
      })
  void pathsStayForbidden(String path) {
    assertThat(with("read_file", "path", path)).isEqualTo(Effect.DENY);
    assertThat(with("write_file", "path", path)).isEqualTo(Effect.DENY);
    assertThat(with("read_file", "Path", path)).isEqualTo(Effect.DENY);
    assertThat(with("read_file", "p\u0430th", path)).isEqualTo(Effect.DENY);
    assertThat(of("read_file", "{'path':[{'x':" + Quote.of(path) + "}]}")).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"/etc/passwd\"]",
        "{\"a\":\"/etc/passwd\"}",
        "\"/etc/passwd\"",
        "'/etc/passwd'",
        "['/etc/passwd']",
        "[\"src/a\",\"[\\\"/etc/passwd\\\"]\"]",
        "src/a,/etc/passwd",
        "src/a; ../../x",
        "{src/a,/etc/passwd}",
        "$(echo /etc/passwd)",
        "`echo /etc/passwd`"
      })
  void whatMayBeSeveralPathsIsNotSurelyInside(String path) {
    assertThat(with("write_file", "path", path)).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/a",
        "./src/a",
        "/home/ann/shop/a",
        "file:///home/ann/shop/a",
        "a b",
        "[\"src/a\",\"/home/ann/shop/b\"]",
        "src/[id]/page.tsx",
        "[id]",
        "a, b; c"
      })
  void theProjectStaysOpen(String path) {
    assertThat(with("write_file", "path", path)).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm x",
        "  rm x",
        "\\rm x",
        "/bin/rm x",
        "r''m x",
        "sh -c 'rm x'",
        "env rm x",
        "a; rm x",
        "$(rm x)",
        "/bin/r? x",
        "cmd /c rm x",
        "timeout -s KILL 5 rm x",
        "nice -n 5 env -u A rm x",
        "$SHELL -c 'rm x'",
        "${BASH} -c 'rm x'"
      })
  void commandsStayForbidden(String command) {
    assertThat(with("exec", "command", command)).isEqualTo(Effect.DENY);
    assertThat(with("exec", "Command", command)).isEqualTo(Effect.DENY);
  }

  @Test
  void commandsInPiecesAreCommands() {
    assertThat(of("exec", "{'command':['rm','-rf','x']}")).isEqualTo(Effect.DENY);
    assertThat(of("exec", "{'command':'rm','args':['-rf','x']}")).isEqualTo(Effect.DENY);
    assertThat(of("exec", "{'command':'sh','args':['-c','rm x']}")).isEqualTo(Effect.DENY);
    assertThat(of("exec", "{'command':['bash','-c','a; rm x']}")).isEqualTo(Effect.DENY);
    assertThat(of("exec", "{'command':'/bin/rm','arguments':'x'}")).isEqualTo(Effect.DENY);
    assertThat(of("exec", "{'command':'[\\u0022rm\\u0022,\\u0022x\\u0022]'}"))
        .isEqualTo(Effect.DENY);
    String many = "'A=1',".repeat(5000);
    assertThat(of("exec", "{'command':['env'," + many + "'rm','x']}")).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git log; ls",
        "git log\nls",
        "git log $(ls)",
        "git log > x",
        "env git log",
        "/tmp/git log",
        "GIT_PAGER=x git log"
      })
  void whatIsAllowedBringsNothingWithIt(String command) {
    assertThat(with("exec", "command", command)).isEqualTo(Effect.HOLD);
  }

  @Test
  void whatIsAllowedPasses() {
    assertThat(with("exec", "command", "git log --oneline")).isEqualTo(Effect.ALLOW);
    assertThat(of("refund_x", "{'amount':50}")).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://EVIL.com/x",
        "https://evil.com./x",
        "https://good.com@evil.com/x",
        "https://evil.com:443/x",
        "https:\\\\evil.com\\x",
        "ht\ttps://ev\u00ADil.com/x",
        "https:evil.com/x"
      })
  void addressesStayForbidden(String url) {
    assertThat(with("fetch", "url", url)).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete_file",
        "DELETE_file",
        "d\u0435lete_file",
        "delete_file ",
        "del\u200Bete_file",
        "\u202Edelete_file",
        "\uFF44elete_file",
        "de\u0301lete_file",
        "delete_f\u0131le",
        "\uD835\uDC1Delete_file",
        "delete_drafts",
        "del\u0000ete_file",
        "delete_\u202Edraft",
        "d\u0435lete_draft"
      })
  void namesOfToolsStayForbidden(String tool) {
    assertThat(of(tool, "{}")).isEqualTo(Effect.DENY);
  }

  @Test
  void toolsInDisguiseAreTheSameToBothEngines() {
    Rulebook book =
        Books.book()
            .otherwise(ToolState.APPROVAL)
            .server(
                "fs",
                Optional.empty(),
                Map.of(
                    "delete_*", ToolState.DISABLED,
                    "delete_draft", ToolState.ENABLED,
                    "read_*", ToolState.ENABLED,
                    "read_key", ToolState.APPROVAL))
            .build();
    for (String tool :
        List.of(
            "delete_draft",
            "delete_dr\u0430ft",
            "read_x",
            "re\u0430d_x",
            "READ_X",
            "r\u00E9ad_key",
            "read_key",
            "x",
            "\u0445")) {
      PolicyInput call = Messages.call(tool, "{}").build();
      assertThat(Books.engine(List.of(book)).decide(call).effect())
          .as(tool)
          .isEqualTo(Books.rego(List.of(book)).decide(call).effect());
    }
  }

  @Test
  void anExactNameBeatsAPatternOnlyIfItIsTheName() {
    assertThat(of("delete_draft", "{}")).isEqualTo(Effect.ALLOW);
    assertThat(of("Delete_Draft", "{}")).isEqualTo(Effect.ALLOW);
    assertThat(of("dele\u0442e_draft", "{}")).isEqualTo(Effect.DENY);
    assertThat(of("re\u0430d_x", "{}")).isEqualTo(Effect.HOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http_post", "HTTP_POST", "http_p\u043Est", "http\u200B_post", " http_post"})
  void agentsStayWithoutWhatTheyMayNot(String tool) {
    for (String agent :
        new String[] {"cursor", "Cursor", "curs\u043Er", "cursor ", "cur\u200Bsor"}) {
      assertThat(ENGINE.get().decide(Messages.call(tool, "{}").agent(agent).build()).effect())
          .isEqualTo(Effect.DENY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'amount':51}",
        "{'amount':'51'}",
        "{'amount':5.1e1}",
        "{'amount':'5,1'}",
        "{'amount':[1,99]}",
        "{'amount':{'x':99}}",
        "{'amount':[]}",
        "{'amount':null}",
        "{'amount':true}",
        "{'amount':'NaN'}",
        "{'amount':'0x33'}",
        "{'Amount':1}",
        "{'amount':1,'Amount':99}",
        "{}"
      })
  void refundsStayCheap(String arguments) {
    assertThat(of("refund_x", arguments)).isEqualTo(Effect.HOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'q':'DROP TABLE x'}",
        "{'a':{'b':[{'c':'; DROP TABLE x'}]}}",
        "{'DROP TABLE x':1}",
        "{'a':[[['DROP TABLE x']]]}",
        "{'a':'DROP\u00A0TABLE x'}",
        "{'a':'DR\u200BOP TABLE x'}",
        "{'a':'\uFF24ROP TABLE x'}",
        "{'a':'\\u0044ROP TABLE x'}"
      })
  void payloadsAreFoundHoweverDeep(String arguments) {
    assertThat(of("query", arguments)).isEqualTo(Effect.DENY);
  }

  @Test
  void keysStandOnce() {
    assertThat(Document.parse(Bytes.utf8("{\"path\":\"a\",\"path\":\"/etc\"}")))
        .isNotInstanceOf(Document.class);
    assertThat(Document.parse(Bytes.utf8("{\"path\":\"a\",\"p\\u0061th\":\"/etc\"}")))
        .isNotInstanceOf(Document.class);
  }
}
