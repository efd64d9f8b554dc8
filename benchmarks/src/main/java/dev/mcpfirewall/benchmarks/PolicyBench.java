// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.benchmarks;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Era;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.engine.PolicyEngines;
import dev.mcpfirewall.policy.engine.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A policy file loaded and asked. {@code -bm sample} gives the percentiles, {@code -prof gc} the
 * allocation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxJavaStackTraceDepth=32")
public class PolicyBench {
  private static final Path ROOT = directory();

  /** A profile asked of a call of 200 bytes. */
  @State(Scope.Benchmark)
  public static class Profile {
    @Param({"developer", "enterprise"})
    public String profile;

    /** A call that reads a file of the project, and one that names none. */
    @Param({"file", "text"})
    public String call;

    Optional<PolicyEngine> engine = Optional.empty();
    Optional<PolicyInput> input = Optional.empty();

    @Setup
    public void load() {
      engine = Optional.of(engine("profiles: [" + profile + "]\n"));
      input =
          Optional.of(
              call.equals("file")
                  ? call("read_text_file", "{\"path\":\"" + ROOT + "/src/main/App.java\"}")
                  : call("search_issues", "{\"query\":\"how to write a test\",\"limit\":20}"));
    }
  }

  @Benchmark
  public Decision decide(Profile profile) {
    return profile.engine.orElseThrow().decide(profile.input.orElseThrow());
  }

  /** Rules that each are about a tool of their own. */
  @State(Scope.Benchmark)
  public static class Rules {
    @Param({"10", "1000"})
    public int rules;

    Optional<PolicyEngine> engine = Optional.empty();
    final PolicyInput input = call("tool_7", "{\"amount\":7,\"path\":\"src/a\"}");

    @Setup
    public void load() {
      engine = Optional.of(engine(rules(rules)));
    }
  }

  @Benchmark
  public Decision ofMany(Rules rules) {
    return rules.engine.orElseThrow().decide(rules.input);
  }

  /** The text of a file of so many rules. */
  @State(Scope.Benchmark)
  public static class Text {
    final String yaml = rules(1_000);
  }

  /** Text to engine, warm: what a reload of 1,000 rules costs. */
  @Benchmark
  public PolicyEngine reload(Text text) {
    return engine(text.yaml);
  }

  private static String rules(int count) {
    StringBuilder yaml = new StringBuilder("rules:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - name: r")
          .append(i)
          .append("\n    tool: tool_")
          .append(i)
          .append("\n    match: { arguments: { amount: { gt: 5 } } }\n    action: deny\n");
    }
    return yaml.toString();
  }

  private static PolicyEngine engine(String yaml) {
    try {
      Path file = Files.writeString(ROOT.resolve("config.yaml"), yaml);
      Home home = Home.of(Map.of(Home.VARIABLE, ROOT.resolve("home").toString()), ROOT);
      LoadedPolicy loaded = new PolicyLoader(home).load(ROOT, Optional.of(file));
      return PolicyEngines.of(
          loaded.policy().books(),
          loaded.revision(),
          new Site(ROOT, ROOT, ROOT, true, List.of()),
          new ShellAndHosts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyInput call(String tool, String arguments) {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":17,\"method\":\"tools/call\",\"params\":{\"name\":\""
            + tool
            + "\",\"arguments\":"
            + arguments
            + ",\"_meta\":{\"progressToken\":17}}}";
    Value root = ((Document) Document.parse(Bytes.utf8(message))).root();
    Optional<Value> given = root.member("params").flatMap(params -> params.member("arguments"));
    return new PolicyInput(
        new PolicyInput.Agent("cursor", "cursor", "1.0", false, Era.LEGACY),
        "fs",
        new PolicyInput.SessionFacts("s1", ROOT.toString(), 3),
        Direction.INBOUND,
        new PolicyInput.Subject(
            "tools/call",
            true,
            false,
            Optional.of(new PolicyInput.Tool(tool, given, Map.of(), "")),
            Optional.empty(),
            Optional.empty(),
            message.length()),
        List.of(),
        PolicyInput.Memory.EMPTY,
        Instant.ofEpochSecond(1_767_225_600));
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("policy-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
