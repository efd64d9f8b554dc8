// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.Reading;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a server by other ways than a tool's arguments, under rules written for those. */
class OtherRoadsTest {
  private static final String POLICY =
      """
      servers:
        fs: { labels: untrusted_content }
        mail: { labels: { "send_*": egress } }
      rules:
        - name: word
          match: { text: { regex: "SESAME" } }
          action: deny
        - name: keys
          match: { arguments: { path: "**/.ssh/**" } }
          action: deny
      flows:
        - { name: out, when: [private_data], forbid: egress, action: deny }
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

  private static Effect of(Messages message) {
    return ENGINE.get().decide(message.build()).effect();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'inputResponses':{'q':{'action':'accept','content':{'t':'SESAME'}}}",
        "'_meta':{'note':'SESAME'}",
        "'_meta':{'SESAME':1}",
        "'extra':['SESAME']",
        "'SESAME':1"
      })
  void anyTextOfTheMessageIsAnyText(String beside) {
    assertThat(of(Messages.callBeside("note", "{'a':1}", beside))).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'requestState':'SESAME'",
        "'_meta':{'progressToken':'SESAME'}",
        "'_meta':{'io.modelcontextprotocol/clientInfo':{'name':'SESAME'}}"
      })
  void whatOnlyItsReceiverUnderstandsIsNoText(String beside) {
    assertThat(of(Messages.callBeside("note", "{'a':1}", beside))).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aPromptHasArgumentsToo() {
    assertThat(of(Messages.request("prompts/get", "{'name':'p','arguments':{'path':'~/.ssh/id'}}")))
        .isEqualTo(Effect.DENY);
    assertThat(of(Messages.request("prompts/get", "{'name':'p','arguments':{'path':'src/a'}}")))
        .isEqualTo(Effect.ALLOW);
    assertThat(of(Messages.request("resources/read", "{'path':'~/.ssh/id'}")))
        .isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resources/read", "prompts/get", "completion/complete", "x/y"})
  void aServersLabelsAreThoseOfAllThatItIsAskedFor(String method) {
    assertThat(ENGINE.get().decide(Messages.request(method, "{}").build()).marks())
        .contains(new Mark.Labelled("untrusted_content"));
    assertThat(ENGINE.get().decide(Messages.request("ping", "{}").acts(false).build()).marks())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "url, 3405803853",
        "url, 0xcb00714d/x",
        "host, 2001:db8::1",
        "url, [2001:db8::1]/x",
        "url, other\u3002example",
        "\uff55rl, other.example",
        "cfg, {\\u0022url\\u0022:\\u0022other.example\\u0022}"
      })
  void anAddressIsAWayOutHoweverItIsWritten(String name, String address) {
    Messages call = Messages.call("get", "{'" + name + "':'" + address + "'}").server("x");

    assertThat(of(call.label("private_data"))).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "to, 20260101",
    "to, 12:30:45",
    "host, localhost",
    "url, http://127.0.0.1/",
    "path, a.b"
  })
  void whatNamesNobodyOutsideIsNone(String name, String text) {
    Messages call = Messages.call("get", "{'" + name + "':'" + text + "'}").server("x");

    assertThat(of(call.label("private_data"))).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'path':'/home/PADann/diary'",
        "'target':'/home/PADann/diary'",
        "'paths':'[\\u0022/home/ann/diary\\u0022]'",
        "'file':'a\\n/home/ann/diary'",
        "'x':'src\\\\..\\\\..\\\\diary'",
        "'p\u0430th':'../diary'"
      })
  void whatIsReadOutsideIsPrivateHoweverItIsWritten(String argument) {
    String call = "{" + argument.replace("PAD", "./".repeat(3000)) + "}";

    assertThat(ENGINE.get().decide(Messages.call("get", call).server("x").build()).marks())
        .contains(new Mark.Labelled("private_data"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'content':'{\\u0022start\\u0022:\\u0022/index.html\\u0022}'",
        "'paths':'[\\u0022src/a\\u0022]'",
        "'data':'/9j/PAD'"
      })
  void contentsAreNoPaths(String argument) {
    String call = "{" + argument.replace("PAD", "4AAQSkZJRg".repeat(3000)) + "}";

    assertThat(ENGINE.get().decide(Messages.call("get", call).server("x").build()).marks())
        .isEmpty();
  }
}
