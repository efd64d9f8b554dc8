// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Digest;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Trust;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.proxy.Enforcement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Looks are the test's own, and so is the time: nothing waits. */
class PolicyWatchTest {
  @TempDir Path root;
  private Home home = new Home(Path.of("/none"), Path.of("/none"));
  private Path project = Path.of("/none");
  private Instant now = Instant.now();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void makeDirectories() throws IOException {
    Path real = root.toRealPath();
    home = new Home(Files.createDirectory(real.resolve("home")), real);
    project = Files.createDirectory(real.resolve("project"));
    Files.createDirectory(project.resolve(".git"));
  }

  private final class Told implements PolicyWatch.Witness {
    @Override
    public void changes(LoadedPolicy before, PolicyInForce.Next next, boolean mended) {
      told.add((next.isOther() ? "other" : "same") + (mended ? " mended" : ""));
    }

    @Override
    public void rejected(ConfigException wrong) {
      told.add("rejected " + wrong.problems().getFirst().kind().id());
    }

    @Override
    public void failed(Throwable failure) {
      told.add("failed " + failure);
    }
  }

  private PolicyInForce load() {
    return PolicyInForce.load(
        new PolicyInForce.Origin(home, project, Optional.empty()), () -> false);
  }

  /** A watch that began long after what is there was written. */
  private PolicyWatch watch(PolicyInForce policy) {
    now = Instant.now().plusSeconds(10);
    return new PolicyWatch(policy, new Told(), () -> now, now);
  }

  private void look(PolicyWatch watch) {
    now = now.plusSeconds(10);
    watch.look();
    watch.look();
  }

  private void user(String yaml) throws IOException {
    Files.writeString(home.config(), yaml);
  }

  private static Effect of(PolicyInForce policy, String tool) {
    return of(policy.enforcement(Direction.INBOUND), tool);
  }

  private static Effect of(Enforcement enforcement, String tool) {
    Bytes call =
        Bytes.utf8(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\""
                + tool
                + "\"}}");
    if (Reader.read(call, false) instanceof Reading.Single single) {
      Exchange exchange = Exchange.with("s", Direction.INBOUND, Optional.empty());
      return enforcement
          .pipeline()
          .judge(
              new Exchange(
                  Agent.UNKNOWN,
                  exchange.place(),
                  exchange.direction(),
                  Optional.empty(),
                  exchange.history(),
                  Instant.EPOCH),
              single.message())
          .effect();
    }
    throw new AssertionError(call.utf8());
  }

  @Test
  void aChangeTakesEffectAtTheNextLookAndWhatIsInFlightSeesTheOldPolicy() throws IOException {
    user("agents: {\"*\": {deny: [exec]}}\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    look(watch);
    Enforcement inFlight = policy.enforcement(Direction.INBOUND);

    user("agents: {\"*\": {deny: [read]}}\n");
    look(watch);

    assertThat(told).containsExactly("other");
    assertThat(of(inFlight, "exec")).isEqualTo(Effect.DENY);
    assertThat(of(policy, "exec")).isEqualTo(Effect.ALLOW);
    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);
    assertThat(policy.enforcement(Direction.INBOUND).revision())
        .isEqualTo(policy.loaded().revision())
        .isNotEqualTo(inFlight.revision());
  }

  @Test
  void aBrokenFileKeepsThePolicyAndIsToldOnce() throws IOException {
    user("agents: {\"*\": {deny: [exec]}}\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);

    user("agnts: {}\n");
    look(watch);
    look(watch);
    look(watch);
    assertThat(told).containsExactly("rejected config.unknown-key");
    assertThat(of(policy, "exec")).isEqualTo(Effect.DENY);

    user("mode: [\n");
    look(watch);
    assertThat(told).hasSize(2).last().asString().startsWith("rejected config.");
    user("agents: {\"*\": {deny: [exec]}}\n");
    look(watch);
    look(watch);
    assertThat(told).hasSize(3).last().isEqualTo("same mended");
  }

  @Test
  void aFileThatOthersNameMayMendIt() throws IOException {
    user("default: allow\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    user("rego: [policy.rego]\n");
    look(watch);
    assertThat(told).singleElement().asString().startsWith("rejected");

    Files.writeString(
        home.directory().resolve("policy.rego"),
        "package mcp_firewall.policy\n\ndeny contains \"no\" if input.tool.name == \"exec\"\n");
    look(watch);

    assertThat(told).hasSize(2).last().isEqualTo("other mended");
    assertThat(of(policy, "exec")).isEqualTo(Effect.DENY);
    assertThat(of(policy, "read")).isEqualTo(Effect.ALLOW);
  }

  @Test
  void regoFilesAreWatchedAndThoseThatAppearUnderAPattern() throws IOException {
    Path rego = Files.createDirectory(home.directory().resolve("rego"));
    Files.writeString(
        rego.resolve("a.rego"),
        "package mcp_firewall.policy\n\ndeny contains \"no\" if input.tool.name == \"exec\"\n");
    user("rego: [\"rego/*.rego\"]\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    assertThat(of(policy, "exec")).isEqualTo(Effect.DENY);

    Files.writeString(
        rego.resolve("b.rego"),
        "package mcp_firewall.policy\n\ndeny contains \"no\" if input.tool.name == \"read\"\n");
    look(watch);
    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);

    Files.writeString(rego.resolve("a.rego"), "package mcp_firewall.policy\n\ndeny contains \n");
    look(watch);
    assertThat(told).hasSize(2).last().asString().startsWith("rejected");
    assertThat(of(policy, "exec")).isEqualTo(Effect.DENY);

    Files.delete(rego.resolve("a.rego"));
    look(watch);
    assertThat(of(policy, "exec")).isEqualTo(Effect.ALLOW);
    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);
  }

  @Test
  void aProjectFileComesIsTrustedIsChangedAndGoes() throws IOException {
    user("agents: {\"*\": {deny: [exec]}}\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    Path file = project.resolve(".mcp-firewall.yaml");

    Files.writeString(file, "agents: {\"*\": {deny: [read]}}\n");
    look(watch);
    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);
    assertThat(of(policy, "exec")).as("it can only tighten").isEqualTo(Effect.DENY);

    new Trust(home).add(project, Digest.of(Files.readAllBytes(file)));
    look(watch);
    assertThat(of(policy, "exec")).as("now its word counts").isEqualTo(Effect.ALLOW);

    Files.writeString(file, "agents: {\"*\": {deny: [write]}}\n");
    look(watch);
    assertThat(of(policy, "exec")).as("another content is not trusted").isEqualTo(Effect.DENY);
    assertThat(of(policy, "write")).isEqualTo(Effect.DENY);

    Files.delete(file);
    look(watch);
    assertThat(of(policy, "write")).isEqualTo(Effect.ALLOW);
  }

  @Test
  void aFileOfTheSameSizeAndTimeIsADifferentOneAllTheSame() throws IOException {
    user("agents: {\"*\": {deny: [exec]}}\n");
    FileTime time = Files.getLastModifiedTime(home.config());
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);

    user("agents: {\"*\": {deny: [read]}}\n");
    Files.setLastModifiedTime(home.config(), time);
    look(watch);

    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);
  }

  @Test
  void whatIsWrittenWhileItIsReadIsReadAgain() throws IOException {
    user("agents: {\"*\": {deny: [exec]}}\n");
    Instant before = Instant.now().minusSeconds(1);
    PolicyInForce policy = load();
    // Written behind the reading and before the first look: no later look can see a difference.
    user("agents: {\"*\": {deny: [read]}}\n");
    PolicyWatch watch = new PolicyWatch(policy, new Told(), () -> now, before);

    watch.look();
    watch.look();

    assertThat(of(policy, "read")).isEqualTo(Effect.DENY);
  }

  @Test
  void whatHasBeenCalledCountsOn() throws IOException {
    user("rate_limits: {tools: {exec: 2/h}}\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    assertThat(of(policy, "exec")).isEqualTo(Effect.ALLOW);
    assertThat(of(policy, "exec")).isEqualTo(Effect.ALLOW);

    user("rate_limits: {tools: {exec: 2/h}, global: 100/h}\n");
    look(watch);

    assertThat(told).containsExactly("other");
    assertThat(of(policy, "exec")).isEqualTo(Effect.DENY);
  }

  @Test
  void nothingIsReadWhereNothingHasChanged() throws IOException {
    user("default: allow\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    LoadedPolicy loaded = policy.loaded();

    look(watch);
    look(watch);

    assertThat(policy.loaded()).isSameAs(loaded);
    assertThat(told).isEmpty();
  }

  @Test
  void aFileThatIsBeingWrittenIsNoPolicyYet() throws IOException {
    user("servers: { \"*\": { tools: { exec: disabled } } }\n");
    PolicyInForce policy = load();
    PolicyWatch watch = watch(policy);
    LoadedPolicy before = policy.loaded();

    user("");
    now = now.plusSeconds(10);
    watch.look();
    assertThat(policy.loaded()).isSameAs(before);

    user("servers: { \"*\": { tools: { exec: disabled, read: disabled } } }\n");
    watch.look();
    assertThat(policy.loaded()).isSameAs(before);
    watch.look();
    assertThat(policy.loaded().policy().tools().stateOf("x", "read")).isEqualTo(ToolState.DISABLED);
    assertThat(told).containsExactly("other");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsNotReadAgain() throws IOException {
    Path pipe = root.toRealPath().resolve("policy.yaml");
    Files.writeString(pipe, "default: deny\n");
    PolicyInForce policy =
        PolicyInForce.load(new PolicyInForce.Origin(home, project, Optional.of(pipe)), () -> false);
    PolicyWatch watch = watch(policy);
    LoadedPolicy before = policy.loaded();

    Files.delete(pipe);
    Files.createSymbolicLink(pipe, Path.of("/dev/null"));
    look(watch);

    assertThat(policy.loaded()).isSameAs(before);
    assertThat(told).containsExactly("rejected config.unreadable");
  }
}
