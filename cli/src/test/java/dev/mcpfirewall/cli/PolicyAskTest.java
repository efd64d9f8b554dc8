// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mcp-firewall policy ask}, with real files. */
class PolicyAskTest {
  @TempDir Path root;

  private FakeSurroundings here;

  @BeforeEach
  void world() throws IOException {
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
    PrivateFiles.createDirectory(here.home().directory());
    write(
        "policy.yaml",
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
        """);
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

  @Test
  void askFindsTheNameBesideThePattern() {
    String question = "can any agent call a tool named delete* without approval?";

    assertThat(run("ask", question, "--config", "policy.yaml")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .isEqualTo(
            """
            yes, such as this one, which is: allow
              mcp-firewall policy explain delete --agent agent --config policy.yaml
            """);
    assertThat(run("ask", "--tool", "delete_*", "--config", "policy.yaml")).isZero();
    assertThat(here.out()).startsWith("no, none of ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "can cursor call http_post? # 0",
        "can any agent call http_post? # 1",
        "can any agent reach refund_* without approval # 1",
        "can any agent call delete_x # 0",
        "can claude* use any tool at all # 1",
        "may I? # 2",
        "can cursor eat soup # 2",
        "can cursor call x tomorrow # 2",
      })
  void askUnderstandsASmallGrammar(String question, int exit) {
    assertThat(run("ask", question, "--config", "policy.yaml")).isEqualTo(exit);
  }

  @Test
  void askTriesArgumentsAtAndAroundTheConstants() throws IOException {
    write(
        "policy.yaml",
        """
        default: deny
        rules:
          - name: gap
            tool: pay
            match: { arguments: { amount: { gt: 99.5, lt: 101 }, to: { one_of: [ann, bob] } } }
            action: allow
        """);

    assertThat(run("ask", "can any agent call pay", "--config", "policy.yaml", "--json"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("\"amount\":100", "\"to\":\"ann\"", "\"decision\":\"allow\"");
  }

  /** Twenty patterns such as `*write*|*edit*` overlap in more ways than anybody can try. */
  @ParameterizedTest
  @CsvSource({
    "minimal, send_mail, 1",
    "developer, send_mail, 1",
    "company-laptop, send_mail, 1",
    "company-laptop, read_*, 1",
    "enterprise, delete_repository, 0",
    "enterprise, delete_x, 1",
    "enterprise, '*', 1",
    "strict, send_mail, 0",
    "strict, '*', 0",
  })
  void askHasAnAnswerForEveryProfile(String profile, String tool, int exit) throws IOException {
    write("policy.yaml", "profiles: [" + profile + "]\n");

    assertThat(run("ask", "can any agent call " + tool, "--config", "policy.yaml", "--most", "99"))
        .isEqualTo(exit);
    assertThat(here.out()).doesNotContain(" 0 calls").doesNotContain("no, none");
  }

  @Test
  void askSaysWhatItCouldNotTry() throws IOException {
    write(
        "policy.yaml",
        """
        rules:
          - name: involved
            match: { arguments: { q: { regex: "(?s:a)(?i)[[:alpha:]]{3}" } } }
            action: allow
          - { name: rest, action: deny }
        """);

    assertThat(run("ask", "can any agent call x?", "--config", "policy.yaml")).isZero();
    assertThat(here.out())
        .startsWith("none was found in ")
        .contains(" calls, but not all were tried\n")
        .contains("  left out: texts that `(?s:a)(?i)[[:alpha:]]{3}` matches");
  }

  @Test
  void askDoesNotSayNoWhereNothingWasTried() {
    assertThat(run("ask", "can any agent call x?", "--config", "policy.yaml", "--most", "0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("no call was tried");
  }
}
