// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Trust;
import dev.mcpfirewall.decision.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLoaderTest {
  @TempDir Path root;

  private Home home;
  private Path project;

  @BeforeEach
  void directories() throws IOException {
    home = Home.of(Map.of(), root.resolve("person"));
    project = Files.createDirectories(root.resolve("person/work/project"));
    Files.createDirectories(home.directory());
  }

  private void user(String yaml) throws IOException {
    Files.writeString(home.config(), yaml);
  }

  private void projectFile(String yaml) throws IOException {
    Files.writeString(project.resolve(ConfigFiles.PROJECT_FILE), yaml);
  }

  private LoadedPolicy load() {
    return new PolicyLoader(home).load(project, Optional.empty());
  }

  @Test
  void withoutAnyFileTheDefaultsHold() {
    LoadedPolicy loaded = load();

    assertThat(loaded.policy()).isEqualTo(PolicyFile.DEFAULTS);
    assertThat(loaded.layers()).isEmpty();
    assertThat(loaded.policy().checks().secrets())
        .isEqualTo(new ChecksSection.Sided(CheckAction.DENY, CheckAction.REDACT, Severity.LOW));
    assertThat(loaded.policy().tools().stateOf("any", "tool")).isEqualTo(ToolState.ENABLED);
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    user("# nothing yet\n");

    assertThat(load().policy()).isEqualTo(PolicyFile.DEFAULTS);
  }

  @Test
  void readsEveryKey() throws IOException {
    user(
        """
        version: 1
        mode: monitor
        default: deny
        servers:
          fs:
            default: approve
            tools: { "read_*": enabled, write_file: disabled }
        checks:
          injection: { arguments: alert, results: redact, severity: low }
          smuggling: off
          secrets: { arguments: deny, results: redact }
          pii: { action: redact, arguments: alert, kinds: [iban] }
          paths: { action: approve, allow: ["~/notes/**"] }
          commands: { action: alert, severity: critical }
          egress: { action: deny, allow_domains: ["*.Example.com."], allow_private: [10.1.0.0/16] }
        audit: { fsync: always, on_failure: continue, dir: /var/log/fw, rotate_bytes: 1MiB, \
        retention_days: 30 }
        limits: { message_bytes: 8 MiB, error_form: error }
        """);

    PolicyFile policy = load().policy();

    assertThat(policy.mode()).isEqualTo(PolicyMode.MONITOR);
    assertThat(policy.tools().stateOf("fs", "read_file")).isEqualTo(ToolState.ENABLED);
    assertThat(policy.tools().stateOf("fs", "write_file")).isEqualTo(ToolState.DISABLED);
    assertThat(policy.tools().stateOf("fs", "other")).isEqualTo(ToolState.APPROVAL);
    assertThat(policy.tools().stateOf("git", "log")).isEqualTo(ToolState.DISABLED);
    assertThat(policy.checks().smuggling().results()).isEqualTo(CheckAction.OFF);
    assertThat(policy.checks().pii())
        .isEqualTo(
            new ChecksSection.Pii(CheckAction.ALERT, CheckAction.REDACT, Set.of(PiiKind.IBAN)));
    assertThat(policy.checks().paths().allows(home.userHome() + "/notes/a/b")).isTrue();
    assertThat(policy.checks().egress().allows("api.example.com")).isTrue();
    assertThat(policy.checks().egress().allows("10.1.2.3")).isTrue();
    assertThat(policy.checks().egress().allows("10.2.2.3")).isFalse();
    assertThat(policy.audit().rotateBytes()).isEqualTo(1 << 20);
    assertThat(policy.limits())
        .isEqualTo(new LimitsSection(8 << 20, LimitsSection.ErrorForm.ERROR));
  }

  @Test
  void tellsAllProblemsOfAllFilesAtOnce() throws IOException {
    user("mode: enforced\nchecks: { secret: deny }\n");
    projectFile("default: maybe\n");

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::kind)
                    .containsExactly(
                        Problem.Kind.BAD_VALUE, Problem.Kind.UNKNOWN_KEY, Problem.Kind.BAD_VALUE));
  }

  @Test
  void anUntrustedProjectCannotLoosenAndIsToldSo() throws IOException {
    user("default: deny\nservers: { fs: { tools: { 'w*': disabled, read: enabled } } }\n");
    projectFile(
        """
        mode: monitor
        default: allow
        servers: { fs: { tools: { write: enabled, read: disabled } } }
        checks:
          secrets: off
          egress: { allow_domains: [evil.example] }
        audit: { dir: /tmp/elsewhere }
        """);

    LoadedPolicy loaded = load();

    assertThat(loaded.policy().mode()).isEqualTo(PolicyMode.ENFORCE);
    assertThat(loaded.policy().tools().stateOf("fs", "write")).isEqualTo(ToolState.DISABLED);
    assertThat(loaded.policy().tools().stateOf("fs", "read")).isEqualTo(ToolState.DISABLED);
    assertThat(loaded.policy().tools().stateOf("x", "y")).isEqualTo(ToolState.DISABLED);
    assertThat(loaded.policy().checks()).isEqualTo(ChecksSection.DEFAULTS);
    assertThat(loaded.policy().audit()).isEqualTo(AuditSection.DEFAULTS);
    assertThat(loaded.warnings())
        .extracting(warning -> warning.at().line() + ":" + warning.at().column())
        .containsExactly("1:7", "2:10", "3:34", "5:12", "6:28", "7:15");
    assertThat(loaded.warnings().getFirst().help())
        .hasValueSatisfying(help -> assertThat(help).contains("mcp-firewall trust"));
  }

  @Test
  void aTrustedProjectMayLoosenUntilItsFileChanges() throws IOException {
    user("servers: { fs: { tools: { 'w*': disabled } } }\n");
    projectFile("servers: { fs: { tools: { write: enabled } } }\nchecks: { pii: off }\n");
    Path file = project.resolve(ConfigFiles.PROJECT_FILE);
    Layer layer = new ConfigFiles(home).read(Layer.Origin.TRUSTED_PROJECT, file);
    new Trust(home).add(project, layer.digest());

    PolicyFile trusted = load().policy();
    projectFile("servers: { fs: { tools: { write: enabled } } }\nchecks: { pii: alert }\n");
    PolicyFile changed = load().policy();

    assertThat(trusted.tools().stateOf("fs", "write")).isEqualTo(ToolState.ENABLED);
    assertThat(trusted.checks().pii().results()).isEqualTo(CheckAction.OFF);
    assertThat(changed.tools().stateOf("fs", "write")).isEqualTo(ToolState.DISABLED);
    assertThat(changed.checks().pii().results()).isEqualTo(CheckAction.REDACT);
  }

  @Test
  void aFileOnTheCommandLineReplacesTheUsersAndBindsEvenTrustedProjects() throws IOException {
    user("checks: { pii: off }\n");
    projectFile("checks: { secrets: off }\n");
    Path file = project.resolve(ConfigFiles.PROJECT_FILE);
    new Trust(home).add(project, new ConfigFiles(home).read(Layer.Origin.PROJECT, file).digest());
    Path explicit = Files.writeString(root.resolve("explicit.yaml"), "mode: monitor\n");

    PolicyFile policy = new PolicyLoader(home).load(project, Optional.of(explicit)).policy();

    assertThat(policy.mode()).isEqualTo(PolicyMode.MONITOR);
    assertThat(policy.checks()).isEqualTo(ChecksSection.DEFAULTS);
  }

  @Test
  void aProjectFurtherInCannotHideOneFurtherOut() throws IOException {
    projectFile("mode: enforce\n");
    Files.writeString(
        project.resolve("..").normalize().resolve(ConfigFiles.PROJECT_FILE),
        "checks: { pii: deny }\n");

    assertThat(load().policy().checks().pii().results()).isEqualTo(CheckAction.DENY);
  }

  @Test
  void filesAboveTheGitRootDoNotCount() throws IOException {
    Files.createDirectory(project.resolve(".git"));
    Files.writeString(
        project.resolve("..").normalize().resolve(ConfigFiles.PROJECT_FILE),
        "checks: { pii: deny }\n");

    assertThat(load().layers()).isEmpty();
  }

  @Test
  void equalPoliciesHaveEqualRevisionsWhateverTheirSpelling() throws IOException {
    user("checks: { pii: { kinds: [iban, email] }, secrets: { arguments: deny } }\n");
    LoadedPolicy one = load();
    user("version: 1\n\n# another spelling\nchecks:\n  pii: { kinds: [email, iban] }\n");
    LoadedPolicy other = load();
    user("checks: { pii: { kinds: [email] } }\n");

    assertThat(one.revision()).isEqualTo(other.revision());
    assertThat(load().revision()).isNotEqualTo(one.revision());
    assertThat(List.of(one.revision().digest())).allMatch(d -> d.matches("[0-9a-f]{32}"));
  }
}
