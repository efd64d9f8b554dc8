// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.cli.RecordedTraffic.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code policy replay} and {@code policy suggest}, on logs that verify. */
class ReplayAndSuggestTest {
  private static final String POLICY =
      """
      rules:
        - { name: small, tool: "refund_*", match: { arguments: { amount: { lte: 50 } } }, action: allow }
        - { name: large, tool: "refund_*", action: approve }
        - { name: deletes, tool: "delete_*", action: deny }
      """;
  private static final List<Call> SHOP =
      List.of(
          Call.of("refund_order", "{\"amount\":5}"),
          Call.of("refund_order", "{\"amount\":45}"),
          Call.of("refund_order", "{\"amount\":60}"),
          Call.of("delete_order", "{\"id\":7}"),
          Call.of("read_file", "{\"path\":\"/srv/shop/src/a.ts\"}"),
          Call.of("read_file", "{\"path\":\"/srv/shop/src/b.ts\"}"),
          Call.of("read_file", "{\"path\":\"/srv/shop/doc/c.md\",\"head\":10}"));

  @TempDir Path root;
  private FakeSurroundings here;

  @BeforeEach
  void world() throws IOException {
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
  }

  private RecordedTraffic recorded(List<Call> calls) throws IOException {
    return new RecordedTraffic(here.home(), POLICY).session("cursor", "shop", calls);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(here.project.resolve(name), text);
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("policy"));
    all.addAll(List.of(words));
    return here.run(all.toArray(String[]::new));
  }

  private int explain(String... words) {
    List<String> all = new ArrayList<>(List.of("explain"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", "learnt.yaml"));
    return run(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "suggest"})
  void bothHaveHelpWithExamples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(here.out()).contains("Usage: mcp-firewall policy " + command).contains("Examples:");
    assertThat(here.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theSamePolicyChangesNothing() throws IOException {
    recorded(SHOP);
    write("policy.yaml", POLICY);

    assertThat(run("replay", "--config", "policy.yaml")).as(here.err()).isZero();
    assertThat(here.out()).isEqualTo("0 of 7 messages are decided differently\n");
    assertThat(here.err()).isEmpty();
  }

  @Test
  void replayGroupsWhatChangesWithRulesAndAnExample() throws IOException {
    recorded(SHOP);
    write(
        "new.yaml",
        POLICY.replace("lte: 50", "lte: 80")
            + "  - { name: docs, tool: read_file, match: { arguments: { path: \"**/doc/**\" } }, action: deny }\n");

    assertThat(run("replay", "--config", "new.yaml")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .isEqualTo(
            """
            hold by rules.large → allow by rules.small (1)
              2026-11-20T09:00:03.000000Z session s1: refund_order amount:=60 --agent cursor --server shop
            allow → deny by rules.docs (1)
              2026-11-20T09:00:07.000000Z session s1: read_file head:=10 path=/srv/shop/doc/c.md --agent cursor --server shop
            2 of 7 messages are decided differently
            """);
    assertThat(run("replay", "--config", "new.yaml", "--json")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .startsWith("{\"verified\":true,\"faults\":[],\"messages\":7,\"same\":5,\"changes\":[")
        .contains(
            "{\"old\":\"hold\",\"old_rule\":\"rules.large\",\"new\":\"allow\",\"new_rule\":\"rules.small\",\"count\":1,")
        .contains("\"arguments\":{\"amount\":60}");
  }

  @Test
  void replayCountsChainsLimitsAndLabels() throws IOException {
    recorded(
        List.of(
            Call.of("read_mail", "{}"),
            Call.of("send_mail", "{}"),
            Call.of("poll", "{}"),
            Call.of("poll", "{}"),
            Call.of("poll", "{}")));
    write(
        "new.yaml",
        """
        chains:
          - { name: leak, within: 10m, action: deny, steps: [ { tool: "read_*" }, { tool: "send_*" } ] }
        rate_limits: { tools: { poll: 2/h } }
        """);

    assertThat(run("replay", "--config", "new.yaml", "--all")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("allow → deny by chains.leak (1)")
        .contains("allow → deny by rate-limits.tool (1)")
        .contains("2 of 5 messages");
  }

  @Test
  void whatWasConcealedOrCutIsNeverTakenForUnchanged() throws IOException {
    recorded(
        List.of(
            Call.of("put", "{\"text\":\"mail ann@example.com\"}"),
            Call.of("put", "{\"text\":\"" + "x".repeat(5000) + "\"}"),
            Call.of("put", "{\"n\":12345678901234567890}"),
            Call.of("put", "{\"text\":\"[REDACTED]\"}"),
            Call.of("put", "{\"text\":\"plain\"}")));
    write("new.yaml", "rules: [ { name: none, tool: put, action: deny } ]\n");

    assertThat(run("replay", "--config", "new.yaml", "--json", "--all")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("\"messages\":5,\"same\":0,")
        .contains("\"new_rule\":\"rules.none\",\"count\":1,")
        .contains("{\"reason\":\"secret\"", "{\"reason\":\"cut\"", "{\"reason\":\"number\"");
    assertThat(run("replay")).isZero();
    assertThat(here.out())
        .startsWith("0 of 1 messages are decided differently\n4 more cannot be told again");
  }

  @Test
  void aLogThatWasAlteredIsTold() throws IOException {
    Path log = recorded(SHOP).log();
    alter(log, "\"amount\":60", "\"amount\":10");

    run("replay");
    assertThat(here.err()).contains("the log does not verify", "altered log-20261120-s1.jsonl:");
    assertThat(run("replay", "--json")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).startsWith("{\"verified\":false,\"faults\":[\"altered ");
    assertThat(run("suggest")).isEqualTo(ExitCode.USAGE);
    assertThat(here.out()).isEmpty();
    assertThat(here.err()).contains("the log does not verify");
    run("suggest", "--unverified");
    assertThat(here.out()).contains("# THE LOG DOES NOT VERIFY");
  }

  private static void alter(Path log, String from, String to) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.toList()) {
        Files.writeString(file, Files.readString(file).replace(from, to));
      }
    }
  }

  @Test
  void wrongUsageIsTwo() throws IOException {
    write("no.jsonl", "hello\n");

    assertThat(run("replay", "--audit", "none")).isEqualTo(ExitCode.USAGE);
    assertThat(run("replay", "--audit", "no.jsonl")).isEqualTo(ExitCode.USAGE);
    assertThat(run("suggest", "--audit", "no.jsonl")).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("is no audit log with decisions in it");
    recorded(SHOP);
    write("bad.yaml", "defalt: deny\n");
    assertThat(run("replay", "--config", "bad.yaml")).isEqualTo(ExitCode.USAGE);
    write("there.yaml", "");
    assertThat(run("suggest", "-o", "there.yaml")).isEqualTo(ExitCode.USAGE);
    assertThat(here.project.resolve("there.yaml")).isEmptyFile();
  }

  @Test
  void whatIsLearntIsTheGoldenFile() throws IOException {
    recorded(SHOP);
    Path golden = Path.of("src/test/resources/suggested-shop.yaml");

    assertThat(run("suggest")).as(here.err()).isZero();
    String learnt = here.out();
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, learnt);
    }
    assertThat(learnt).isEqualTo(Files.readString(golden));
    assertThat(run("suggest")).isZero();
    assertThat(here.out()).isEqualTo(learnt);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "refund_order amount:=20 # 0",
        "refund_order amount:=50 # 1",
        "delete_order id:=7 # 1",
        "delete_order id:=8 # 1",
        "read_file path=/srv/shop/README.md # 0",
        "read_file path=/srv/shop/../x # 1",
        "read_file path=/work/other # 1",
        "read_file # 1",
        "read_file path=/srv/shop/a head:=10 # 0",
        "read_file path=/srv/shop/a head:=11 # 1",
        "drop_order id:=7 # 1",
      })
  void whatIsLearntLetsPassWhatIsLikeWhatPassed(String call, int exit) throws IOException {
    recorded(SHOP);
    assertThat(run("suggest", "-o", "learnt.yaml")).as(here.err()).isZero();
    assertThat(run("validate", "learnt.yaml")).isZero();
    List<String> words = new ArrayList<>(List.of(call.strip().split(" ", -1)));
    words.addAll(List.of("--agent", "cursor", "--server", "shop"));

    assertThat(explain(words.toArray(String[]::new))).isEqualTo(exit);
    words.set(words.indexOf("cursor"), "somebody");
    assertThat(explain(words.toArray(String[]::new))).isEqualTo(1);
    words.set(words.indexOf("somebody"), "cursor");
    words.set(words.indexOf("shop"), "elsewhere");
    assertThat(explain(words.toArray(String[]::new))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        // Never a home or a root: one by one then.
        "path # /home/ann/a.txt # /home/ann/b.txt # /home/ann/c.txt # 1",
        "path # /srv # /opt # /etc # 1",
        "path # /srv/shop/a # /srv/shop/b # /srv/shop/c # 0",
        "path # src/a.ts # src/b.ts # src/c/d.ts # 0",
        "path # src/a.ts # src/b.ts # test/d.ts # 1",
        "path # ${HOME}/x # ${HOME}/y # ${HOME}/z # 1",
        "path # /work/*/a # /work/*/b # /srv/shop/a # 1",
        "url # https://a.example.com/x # https://a.example.com/y # https://a.example.com/z?q # 0",
        "url # https://a.example.com/x # https://a.example.com/y # https://a.example.com.evil.org/ # 1",
        "url # https://a.example.com/x # https://a.example.com/y # https://a.example.com@evil.org/ # 1",
        "url # https://a.example.com/x # https://a.example.com/y # http://a.example.com/z # 1",
        "command # git status # git log -n 3 # git status --short # 0",
        "command # git status # git log # git push # 1",
        "command # git status # git log # git status; curl evil.org # 1",
        "command # ls src # ls doc # ls src > /work/x # 1",
        "command # make all # make test # make install # 1",
        "to # ann # bob # eve # 1",
        "colour # red # blue # green # 0",
      })
  void argumentsAreGeneralisedByReadableRules(
      String name, String one, String other, String asked, int exit) throws IOException {
    String form = "{\"" + name + "\":\"%s\"}";
    new RecordedTraffic(
            here.home(), "checks: { pii: off, paths: off, commands: off, egress: off }\n")
        .session(
            "cursor",
            "shop",
            List.of(
                Call.of("use", String.format(form, one)),
                Call.of("use", String.format(form, other))));

    assertThat(run("suggest", "-o", "learnt.yaml")).as(here.err()).isZero();
    assertThat(explain("use", name + "=" + asked, "--agent", "cursor", "--server", "shop"))
        .as(Files.readString(here.project.resolve("learnt.yaml")) + here.out())
        .isEqualTo(exit);
    assertThat(explain("use", name + "=" + one, "--agent", "cursor", "--server", "shop")).isZero();
  }

  @Test
  void whatTheChecksRefuseTodayIsTold() throws IOException {
    new RecordedTraffic(here.home(), "checks: { paths: off }\n")
        .session(
            "cursor",
            "shop",
            List.of(Call.of("read_file", "{\"path\":\"/home/ann/.ssh/id_rsa\"}")));

    assertThat(run("suggest")).isEqualTo(ExitCode.NO);
    assertThat(here.err()).contains("does not under this policy", "deny by path.ssh-keys");
  }

  @Test
  @Timeout(120)
  void aRealWrapIsReplayedAndLearntFrom() throws IOException {
    Path home = here.home().directory();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (Child child =
        Child.start(
            here.project,
            Map.of("MCP_FIREWALL_HOME", home.toString()),
            List.of(),
            Main.class,
            "wrap",
            "--name",
            "echo",
            "--",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.mcpfirewall.cli.training.EchoServer")) {
      String name = "\"clientInfo\":{\"name\":\"claude\",\"version\":\"1\"}";
      talk(child, 1, "initialize", "{\"protocolVersion\":\"2025-06-18\"," + name + "}");
      talk(child, 2, "tools/list", "{}");
      talk(child, 3, "tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"hello\"}}");
      talk(child, 4, "resources/read", "{\"uri\":\"file:///notes.txt\"}");
      talk(
          child,
          5,
          "tools/call",
          "{\"name\":\"read\",\"arguments\":{\"path\":\"/home/ann/.ssh/id_rsa\"}}");
      assertThat(child.finish().exit()).isZero();
    }

    assertThat(run("replay")).as(here.out() + here.err()).isZero();
    assertThat(here.out())
        .startsWith("0 of 5 messages are decided differently\n")
        .contains("answers: the log does not keep what they said");
    assertThat(run("suggest", "-o", "learnt.yaml")).as(here.err()).isZero();
    assertThat(run("replay", "--config", "learnt.yaml")).as(here.out()).isZero();
    assertThat(Files.readString(here.project.resolve("learnt.yaml")))
        .contains("echo: enabled", "read: disabled", "method: resources/read", "agent: claude");
  }

  private static void talk(Child child, int id, String method, String params) throws IOException {
    String line =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params
            + "}\n";
    child.in().write(line.getBytes(StandardCharsets.UTF_8));
    child.in().flush();
    assertThat(child.line()).contains("\"id\":" + id);
  }
}
