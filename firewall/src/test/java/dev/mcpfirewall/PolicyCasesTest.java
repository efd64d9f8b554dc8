// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.ListNode;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading.Single;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyTasks;
import dev.mcpfirewall.policy.Reading;
import dev.mcpfirewall.policy.engine.Site;
import dev.mcpfirewall.policy.read.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the documentation decide as the documentation says. */
class PolicyCasesTest {
  private static final Path CASES = Path.of("src/test/resources/tasks/policy-cases.yaml");
  private static final Path HOME = Path.of("/home/ann");
  private static final Path PROJECT = Path.of("/srv/shop");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path root;

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    Map<String, String> tasks = PolicyTasks.read();
    List<DynamicTest> tests = new ArrayList<>();
    for (Node one : ((ListNode) ConfigFiles.tree(CASES)).items()) {
      MapNode map = (MapNode) one;
      String task = text(map, "task");
      tests.add(DynamicTest.dynamicTest(task, () -> run(tasks.getOrDefault(task, ""), map)));
    }
    return tests;
  }

  private void run(String yaml, MapNode session) {
    Reading reading = new Reading(root);
    reading.write("policy/own.rego", "package mcp_firewall.policy\n");
    reading.write("data/teams.json", "{}");
    LoadedPolicy loaded = reading.load(yaml);
    PolicyFile policy = loaded.policy();
    Site site = new Site(HOME, PROJECT, PROJECT, true, List.of());
    Firewall firewall = Firewall.of(policy, site, loaded.sources(), () -> false);
    SessionMemory memory = new SessionMemory(MemoryWants.of(policy), new Random(1));
    Set<Mark.Labelled> labels = Set.of();
    for (Node node : ((ListNode) session.get("session").orElseThrow()).items()) {
      MapNode step = (MapNode) node;
      boolean answer = text(step, "answer").equals("true");
      Optional<Asked> asked =
          answer
              ? Optional.of(new Asked("tools/call", Optional.of(text(step, "tool")), labels))
              : Optional.empty();
      Direction direction = answer ? Direction.OUTBOUND : Direction.INBOUND;
      Exchange exchange =
          new Exchange(
              agent(text(step, "agent")),
              new Place("s", text(step, "server"), PROJECT.toString()),
              direction,
              asked,
              memory,
              NOW);
      Message message = message(step, answer);
      Ruling ruling = firewall.pipeline(direction).judge(exchange, message);

      assertThat(effect(ruling)).as(Trees.json(step) + " " + ruling).isEqualTo(expected(step));
      if (ruling.effect() != Effect.ALLOW) {
        // What lets pass says nothing in a ruling.
        step.get("rule")
            .ifPresent(rule -> assertThat(ruling.toString()).contains(((Scalar) rule).text()));
      }
      if (ruling.effect() == Effect.ALLOW || ruling.effect() == Effect.REDACT) {
        memory.passed(exchange, message, ruling.marks());
        labels =
            ruling.marks().stream()
                .filter(Mark.Labelled.class::isInstance)
                .map(Mark.Labelled.class::cast)
                .collect(Collectors.toSet());
      }
    }
  }

  private static String expected(MapNode step) {
    String expected = text(step, "expect");
    return expected.equals("alert") ? "allow" : expected;
  }

  private static String effect(Ruling ruling) {
    return ruling.effect().name().toLowerCase(Locale.ROOT);
  }

  private static Agent agent(String name) {
    return name.isEmpty() ? Agent.UNKNOWN : new Agent(name, name, "1", false, Era.UNKNOWN);
  }

  private static Message message(MapNode step, boolean answer) {
    String arguments = step.get("arguments").map(Trees::json).orElse("{}");
    String method = text(step, "method");
    String body;
    if (answer) {
      body =
          "\"result\":{\"content\":[{\"type\":\"text\",\"text\":"
              + Quote.of(text(step, "result"))
              + "}]}";
    } else if (method.isEmpty()) {
      body =
          "\"method\":\"tools/call\",\"params\":{\"name\":"
              + Quote.of(text(step, "tool"))
              + ",\"arguments\":"
              + arguments
              + "}";
    } else {
      body = "\"method\":" + Quote.of(method) + ",\"params\":" + arguments;
    }
    String json = "{\"jsonrpc\":\"2.0\",\"id\":1," + body + "}";
    return ((Single) Reader.read(Bytes.utf8(json), false)).message();
  }

  private static String text(MapNode map, String key) {
    return map.get(key).map(node -> ((Scalar) node).text()).orElse("");
  }
}
