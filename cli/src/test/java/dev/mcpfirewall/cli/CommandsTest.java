// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.PrivateFiles;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.ToolState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path root;

  private FakeSurroundings here;

  @BeforeEach
  void world() throws IOException {
    here = new FakeSurroundings(root);
    Files.createDirectories(here.project);
    PrivateFiles.createDirectory(here.home().directory());
  }

  private void config(String yaml) throws IOException {
    Files.writeString(here.home().config(), yaml);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrap",
        "check",
        "init",
        "kill",
        "kill on",
        "kill off",
        "kill status",
        "trust",
        "untrust",
        "doctor",
        "completion",
        "demo",
        "detect",
        "rules",
        "rules list",
        "rules show",
        "rules test",
        "eval-corpus",
        "audit verify",
        "audit show",
        "audit tail"
      })
  void everyCommandHasHelpWithExamples(String command) {
    assertThat(here.run((command + " --help").split(" ", -1))).isZero();
    assertThat(here.out()).contains("Usage: ").contains("Examples:").contains("mcp-firewall");
    assertThat(here.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(here.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      commentCharacter = '%',
      textBlock =
          """
          wrp                          # there is no command `wrp`              # did you mean `wrap`?
          check --jsn x                # unknown option: '--jsn'                # did you mean `--json`?
          kill of                      # there is no command `of`               # did you mean `off`?
          check                        # give a tool and its arguments          # see: mcp-firewall check --help
          check x y                    # `y` is no argument                     # see: mcp-firewall check --help
          check x a=1 a=2              # given twice                            # see: mcp-firewall check --help
          check x a:=[                 # is not JSON                            # for text write a=[
          check -i /no/such/file       # there is no `/no/such/file`            # see: mcp-firewall check --help
          init --profile x             # expected one of                        # see: mcp-firewall init --help
          completion tcsh              # expected one of                        # see: mcp-firewall completion --help
          wrap                         # which server?                          # see: mcp-firewall wrap --help
          wrap --target x -- y         # given twice                            # see: mcp-firewall wrap --help
          wrap --target 'x             # a quote in it is not closed            # see: mcp-firewall wrap --help
          wrap --nam x -- y            # unknown option: '--nam'                # did you mean `--name`?
          """)
  void aWrongCommandLineExitsWithTwoAndAHint(String line, String message, String help) {
    assertThat(here.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).startsWith("mcp-firewall: ").contains(message).contains(help);
    assertThat(here.out()).isEmpty();
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(here.run()).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("Usage: mcp-firewall COMMAND");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(here.run("--version")).isZero();
    assertThat(here.out()).matches("mcp-firewall \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void checkSaysYesWithZero() {
    assertThat(here.run("check", "echo", "text=hello")).isZero();
    assertThat(here.out()).isEqualToIgnoringNewLines("decision  allow");
  }

  @Test
  void checkSaysNoWithOneAndWhy() throws IOException {
    config("servers: { fs: { tools: { 'delete_*': disabled } } }\n");

    assertThat(here.run("check", "--server", "fs", "delete_file", "path=/x"))
        .isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("decision  deny")
        .contains("stage     tools")
        .contains("rule      policy.tool-disabled");
  }

  @Test
  void checkShowsWhatARedactionLeaves() {
    String token = "AKIA" + "QYLPMN5HHHFPZAM2";
    here.piping(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"key "
            + token
            + "\"}]}}\n");

    assertThat(here.run("check", "-i", "-", "--from", "server")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("decision  redact").contains("becomes   {");
    assertThat(here.out()).doesNotContain(token);
  }

  @Test
  void checkAnswersProgramsInJson() throws IOException {
    config("default: deny\n");

    assertThat(here.run("check", "x", "--json")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .startsWith("{\"decision\":\"deny\",\"stage\":\"default\",\"rule\":\"policy.default\"");
  }

  @Test
  void checkObeysTheKillSwitch() {
    here.run("kill", "on");

    assertThat(here.run("check", "echo")).isEqualTo(ExitCode.NO);
  }

  @Test
  void checkTellsWhatIsNoMessage() {
    here.piping("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2}");

    assertThat(here.run("check", "-i", "-")).isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("protocol.duplicate-key");
  }

  @Test
  void aWrongConfigurationExitsWithTwoAndItsPlace() throws IOException {
    config("checks:\n  secret: deny\n");

    assertThat(here.run("check", "echo")).isEqualTo(ExitCode.USAGE);
    assertThat(here.err())
        .contains("config.yaml:2:3: unknown key `secret` in `checks`")
        .contains("help: did you mean `secrets`?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "developer", "company-laptop", "enterprise", "strict"})
  void everyStarterConfigurationLoads(String profile) {
    assertThat(here.run("init", "--profile", profile)).isZero();
    assertThat(here.out()).contains(here.home().config().toString());

    LoadedPolicy loaded = new PolicyLoader(here.home()).load(here.project, Optional.empty());

    assertThat(loaded.layers()).hasSize(1);
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void theMinimalStarterIsTheDefaults() {
    here.run("init");

    PolicyFile policy = new PolicyLoader(here.home()).load(here.project, Optional.empty()).policy();

    assertThat(policy).isEqualTo(PolicyFile.DEFAULTS);
  }

  @Test
  void theStrictStarterAllowsNothingUnnamed() {
    here.run("init", "--profile", "strict");

    PolicyFile policy = new PolicyLoader(here.home()).load(here.project, Optional.empty()).policy();

    assertThat(policy.tools().stateOf("any", "thing")).isEqualTo(ToolState.DISABLED);
  }

  @Test
  void initNeverOverwritesUnasked() throws IOException {
    config("mode: monitor\n");

    assertThat(here.run("init")).isEqualTo(ExitCode.NO);
    assertThat(Files.readString(here.home().config())).isEqualTo("mode: monitor\n");
    assertThat(here.run("init", "--force")).isZero();
    assertThat(Files.readString(here.home().config())).contains("version: 1");
  }

  @Test
  void initShowsWhatChangesAndMarksWhatBecomesLooser() throws IOException {
    config(
        """
        default: deny
        servers: { a: { tools: { x: disabled } } }
        rules: [{ name: mine, tool: y, action: deny }]
        """);

    assertThat(here.run("init", "--profile", "developer")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .contains("! default: deny -> allow")
        .contains("! servers.a.tools.x: disabled -> (nothing)")
        .contains("! rules.mine: deny {tool \"y\"; } -> (nothing)")
        .contains("  rules.no-git-config: (nothing) -> deny");
    assertThat(here.err()).contains("--force");
  }

  @Test
  void initSaysWhenNothingChanges() {
    assertThat(here.run("init")).isZero();

    assertThat(here.out()).contains("it changes nothing that is in force");
  }

  @Test
  void initReplacesAConfigurationThatCannotBeReadOnlyWhenAsked() throws IOException {
    config("rules: nonsense\n");

    assertThat(here.run("init")).isEqualTo(ExitCode.NO);
    assertThat(here.run("init", "--enterprise", "--force")).isZero();
    assertThat(Files.readString(here.home().config())).contains("profiles: [enterprise]");
  }

  @Test
  void killGoesOnAndOff() {
    assertThat(here.run("kill", "status")).isZero();
    assertThat(here.run("kill", "on", "--reason", "odd\u001B[2Jcall")).isZero();
    assertThat(here.home().kill()).exists();
    assertThat(here.run("kill", "status")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("on: ").contains("call").doesNotContain("\u001B");
    assertThat(here.run("kill", "off")).isZero();
    assertThat(here.home().kill()).doesNotExist();
    assertThat(here.run("kill", "status")).isZero();
  }

  @Test
  void trustLetsAProjectLoosenAndUntrustTakesItBack() throws IOException {
    Files.writeString(here.project.resolve(ConfigFiles.PROJECT_FILE), "\ndefault: allow\n");
    config("default: deny\n");

    assertThat(here.run("check", "x")).isEqualTo(ExitCode.NO);
    assertThat(here.err()).contains(".mcp-firewall.yaml:2:10: ignored: `default`");
    assertThat(here.run("trust")).isZero();
    assertThat(here.out()).contains("line 2: `default` now takes effect");
    assertThat(here.run("check", "x")).isZero();
    assertThat(here.run("trust", "--list")).isZero();
    assertThat(here.out()).contains("project");
    assertThat(here.run("untrust")).isZero();
    assertThat(here.run("check", "x")).isEqualTo(ExitCode.NO);
    assertThat(here.run("untrust")).isEqualTo(ExitCode.NO);
  }

  @Test
  void thereIsNothingToTrustWithoutAFile() {
    assertThat(here.run("trust")).isEqualTo(ExitCode.NO);
    assertThat(here.err()).contains("there is no ").contains(".mcp-firewall.yaml");
  }

  @Test
  void doctorFindsServersThatAreNotBehindTheFirewall() throws IOException {
    Files.createDirectories(root.resolve(".cursor"));
    Files.writeString(
        root.resolve(".cursor/mcp.json"),
        """
        {"mcpServers": {
          "in": {"command": "/opt/mcp-firewall", "args": ["wrap", "--", "npx", "x"]},
          "out": {"command": "npx", "args": ["x"]},
          "far": {"url": "https://mcp.example"}}}
        """);

    assertThat(here.run("doctor")).isZero();
    assertThat(here.out())
        .containsPattern("ok {4}Cursor: `in` in .* is behind the firewall")
        .containsPattern("warn {2}Cursor: `out` in .* is not behind the firewall")
        .contains("`wrap`, `--`, `npx`")
        .containsPattern("warn {2}Cursor: `far` in .* is not started by a command");
  }

  @Test
  void doctorFailsOnAWrongConfigurationAndAKillSwitchThatIsOn() throws IOException {
    config("checks: { pii: no }\n");
    here.run("kill", "on");

    assertThat(here.run("doctor")).isEqualTo(ExitCode.NO);
    assertThat(here.out())
        .containsPattern("fail  configuration: .*config.yaml:1:16: `checks.pii` cannot be `no`")
        .contains("next: write `off`")
        .contains("fail  kill switch: on")
        .contains("next: to go on: mcp-firewall kill off");
  }

  @Test
  void doctorFailsOnAHomeThatOthersCanRead() throws IOException {
    Assumptions.assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs file modes");
    Files.setPosixFilePermissions(
        here.home().directory(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(here.run("doctor")).isEqualTo(ExitCode.NO);
    assertThat(here.out()).contains("fail  home: others can read ").contains("chmod 700");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void completionNamesEveryCommand(String shell) {
    assertThat(here.run("completion", shell)).isZero();
    assertThat(here.out()).contains("wrap", "check", "init", "kill", "trust", "doctor");
  }
}
