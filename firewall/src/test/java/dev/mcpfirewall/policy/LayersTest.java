// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Trust;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file's word counts, where several speak. */
class LayersTest {
  @TempDir private Path root;

  private Home home = Home.of(Map.of(), Path.of("/nobody"));
  private Path project = Path.of("/nobody");

  @BeforeEach
  void directories() throws IOException {
    home = Home.of(Map.of(), root.resolve("person"));
    project = Files.createDirectories(root.resolve("person/project"));
    Files.createDirectories(home.directory());
  }

  private void user(String yaml) throws IOException {
    Files.writeString(home.config(), yaml);
  }

  private void project(String yaml) throws IOException {
    Files.writeString(project.resolve(ConfigFiles.PROJECT_FILE), yaml);
  }

  private void trusted(String yaml) throws IOException {
    project(yaml);
    Path file = project.resolve(ConfigFiles.PROJECT_FILE);
    Layer layer = new ConfigFiles(home).read(Layer.Origin.TRUSTED_PROJECT, file);
    new Trust(home).add(project, layer.digest());
  }

  private LoadedPolicy load() {
    return new PolicyLoader(home).load(project, Optional.empty());
  }

  private List<Rulebook> books() {
    return load().policy().books();
  }

  @Test
  void aTrustedProjectsRulesComeFirstThenTheUsersThenThoseOfProfiles() throws IOException {
    Files.writeString(
        home.directory().resolve("a.yaml"),
        "rules: [{ name: a, action: alert }, { action: alert }]");
    Files.writeString(
        home.directory().resolve("b.yaml"),
        "rules: [{ name: b, action: alert }, { action: deny }]");
    user("profiles: [./a.yaml, ./b.yaml]\nrules: [{ name: u, action: deny }, { action: alert }]");
    trusted("rules: [{ name: t, action: allow }, { action: alert }]");

    assertThat(books()).hasSize(1);
    assertThat(books().getFirst().rules())
        .extracting(Rule::name)
        .containsExactly(
            "t",
            "project/rules[1]",
            "u",
            "rules[1]",
            "a",
            "./a.yaml/rules[1]",
            "b",
            "./b.yaml/rules[1]");
  }

  @Test
  void aNearerFilesRuleReplacesTheFartherOneOfThatName() throws IOException {
    user("rules: [{ name: one, action: deny }, { name: two, action: deny }]");
    trusted("rules: [{ name: two, tool: x, action: allow }]");

    assertThat(books().getFirst().rules())
        .extracting(rule -> rule.name() + " " + rule.action())
        .containsExactly("two ALLOW", "one DENY");
  }

  @Test
  void mapsAreOverlaidKeyByKeyAndTheFirstNamedProfileIsTheNearer() throws IOException {
    Files.writeString(
        home.directory().resolve("a.yaml"),
        "default: deny\nagents: { x: { deny: [a], require_approval: [r] } }");
    Files.writeString(
        home.directory().resolve("b.yaml"),
        "default: approve\nagents: { x: { deny: [b], allow: [c] }, y: { deny: [d] } }");
    user("profiles: [./a.yaml, ./b.yaml]\nagents: { x: { require_approval: [s] } }");

    Rulebook book = books().getFirst();

    assertThat(book.tools().otherwise()).isEqualTo(ToolState.DISABLED);
    assertThat(book.agents()).hasSize(2);
    assertThat(load().policy().describe())
        .containsEntry("agents.x.deny", "[\"a\"]")
        .containsEntry("agents.x.allow", "[\"c\"]")
        .containsEntry("agents.x.require_approval", "[\"s\"]");
  }

  @Test
  void aProjectThatIsNotTrustedHasABookOfItsOwn() throws IOException {
    user("rules: [{ name: same, tool: x, action: deny }]\nagents: { c: { deny: [x] } }");
    project(
        """
        rules: [{ name: same, tool: x, action: allow }, { name: more, tool: y, action: deny }]
        agents: { c: { deny: [] } }
        chains: [{ name: c, within: 1m, action: deny, steps: [{ tool: a }, { tool: b }] }]
        """);

    List<Rulebook> books = books();

    assertThat(books).hasSize(2);
    assertThat(books.getFirst().rules()).extracting(Rule::name).containsExactly("same");
    assertThat(books.getFirst().agents().getFirst().deny()).hasSize(1);
    assertThat(books.getFirst().sequences().chains()).isEmpty();
    assertThat(books.getLast().rules()).extracting(Rule::name).containsExactly("same", "more");
    assertThat(books.getLast().sequences().chains()).extracting(Chain::name).containsExactly("c");
  }

  @Test
  void aProjectThatOnlySetsChecksAddsNoBook() throws IOException {
    user("rules: [{ name: u, action: deny }]");
    project("checks: { pii: deny }");

    assertThat(books()).hasSize(1);
  }

  @Test
  void whatAProjectMayNotSayIsAWarningWithItsPlace() throws IOException {
    Files.writeString(project.resolve("x.rego"), "package mcp_firewall.policy\nallow := true\n");
    Files.writeString(project.resolve("p.yaml"), "default: allow\n");
    project(
        """
        rego: [x.rego]
        data: { a: none.json }
        profiles: [./p.yaml, strict]
        servers: { web: { trusted: true, labels: { fetch: [], post: egress } } }
        approvals: { timeout: 1h, otp: { attempts: 5 } }
        """);

    LoadedPolicy loaded = load();
    Rulebook book = loaded.policy().books().getLast();

    assertThat(loaded.warnings())
        .extracting(warning -> warning.at().line() + ":" + warning.at().column())
        .containsExactly("1:7", "2:7", "3:12", "4:28", "4:51", "5:23", "5:44");
    assertThat(loaded.warnings()).extracting(Problem::kind).containsOnly(Problem.Kind.WOULD_LOOSEN);
    assertThat(book.extension()).isEqualTo(Extension.NONE);
    assertThat(book.labels()).noneMatch(traits -> traits.trusted());
    assertThat(book.labels())
        .flatMap(traits -> traits.tools())
        .noneMatch(tool -> tool.labels().isEmpty());
    assertThat(loaded.policy().approvals()).isEqualTo(ApprovalsSection.DEFAULTS);
    assertThat(book.tools().otherwise()).as("the profile strict").isEqualTo(ToolState.DISABLED);
  }

  @Test
  void aRuleThatLetsPassWhatTheProjectDoesNotStopIsAWarning() throws IOException {
    user("rules: [{ name: u, action: deny }]");
    project("rules: [{ name: stop, tool: y, action: deny }, { name: open, action: allow }]");

    assertThat(load().warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("`rules.open`"));
  }

  @Test
  void aRuleThatLetsAnExceptionPassInItsOwnFileIsNoWarning() throws IOException {
    project("rules: [{ name: but, tool: x, action: allow }, { name: all, action: deny }]");

    assertThat(load().warnings()).isEmpty();
  }

  @Test
  void trustCoversTheProjectsFileAndNotThoseBesideIt() throws IOException {
    Files.writeString(project.resolve("x.rego"), "package mcp_firewall.policy\n");
    Files.writeString(project.resolve("p.yaml"), "default: deny\n");
    trusted(
        "rego: [x.rego]\ndata: { a: none.json }\nprofiles: [./p.yaml, minimal]\nmode: monitor\n");

    LoadedPolicy loaded = load();

    assertThat(loaded.policy().mode()).isEqualTo(PolicyMode.MONITOR);
    assertThat(loaded.policy().books().getFirst().extension()).isEqualTo(Extension.NONE);
    assertThat(loaded.policy().tools().defaultOf("any")).isEqualTo(ToolState.ENABLED);
    assertThat(loaded.warnings())
        .extracting(warning -> warning.at().line() + ":" + warning.at().column())
        .containsExactly("1:7", "2:7", "3:12");
    assertThat(loaded.warnings().getFirst().message()).contains("trust covers this file");
  }

  @Test
  void aProjectCannotSetALabelThatLetsSomethingPass() throws IOException {
    String project =
        "rules: [{ name: l, tool: x, action: deny, label: reviewed }]\n"
            + "servers: { a: { labels: { t: reviewed, s: egress } } }\n";
    user("rules: [{ name: u, tool: pay, action: deny }]");
    project(project);
    Rulebook harmless = books().getLast();
    user(
        "rules: [{ name: u, tool: pay, match: { labels: reviewed }, action: allow },"
            + " { name: v, tool: pay, action: deny }]");
    Rulebook bound = books().getLast();

    assertThat(harmless.rules().getFirst().labels()).hasSize(1);
    assertThat(harmless.labels().getFirst().tools()).hasSize(2);
    assertThat(bound.rules().getFirst().labels()).isEmpty();
    assertThat(bound.labels().getFirst().tools()).hasSize(1);
    assertThat(load().warnings()).hasSize(2);
  }

  @Test
  void saysEverythingItWasMadeOf() throws IOException {
    Files.writeString(home.directory().resolve("a.yaml"), "rego: [a.rego]");
    Files.writeString(home.directory().resolve("a.rego"), "package mcp_firewall.policy\n");
    Files.createDirectories(home.directory().resolve("policy"));
    Files.writeString(home.directory().resolve("policy/b.rego"), "package mcp_firewall.policy\n");
    Files.writeString(home.directory().resolve("d.json"), "{}");
    user("profiles: [./a.yaml, developer]\nrego: [policy/*.rego]\ndata: { d: d.json }\n");

    LoadedPolicy.Sources sources = load().sources();

    assertThat(sources.files())
        .contains(
            home.config(),
            home.trust(),
            home.directory().resolve("a.yaml"),
            home.directory().resolve("a.rego"),
            home.directory().resolve("policy/b.rego"),
            home.directory().resolve("d.json"),
            project.resolve(ConfigFiles.PROJECT_FILE))
        .allMatch(Path::isAbsolute);
    assertThat(sources.directories()).containsExactly(home.directory().resolve("policy"));
  }

  @Test
  void aChangeOfARegoOrDataFileIsANewRevision() throws IOException {
    Path rego = home.directory().resolve("a.rego");
    Path data = home.directory().resolve("d.json");
    Files.writeString(rego, "package mcp_firewall.policy\n");
    Files.writeString(data, "{}");
    user("rego: [a.rego]\ndata: { d: d.json }\n");
    var first = load().revision();
    Files.writeString(rego, "package mcp_firewall.policy\n\ndeny contains \"x\"\n");
    var second = load().revision();
    Files.writeString(data, "[]");
    var third = load().revision();

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
  }
}
