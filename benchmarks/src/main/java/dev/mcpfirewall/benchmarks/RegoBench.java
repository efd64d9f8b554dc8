// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.benchmarks;

import dev.mcpfirewall.rego.Options;
import dev.mcpfirewall.rego.Policy;
import dev.mcpfirewall.rego.Query;
import dev.mcpfirewall.rego.Rego;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Policies compiled and asked. {@code -bm sample} gives the percentiles, {@code -prof gc} the
 * allocation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegoBench {
  private static final int INPUTS = 512;
  private static final String POLICY = resource("/rego/tool-calls.rego");

  private final Source source = new Source("tool-calls.rego", POLICY);
  private final Query decision = policy(POLICY).query("data.mcp_firewall.policy");
  private final Query allow = policy(POLICY).query("data.mcp_firewall.policy.allow");
  private final byte[][] texts = texts();
  private final Value[] inputs = inputs(texts);
  private int at;

  /** The whole package, as a firewall asks: one of 512 calls. */
  @Benchmark
  public Optional<Value> decide() {
    return decision.value(inputs[at++ & INPUTS - 1]);
  }

  /** The same from bytes, without a tree of the input. */
  @Benchmark
  public Optional<Value> decideFromBytes() {
    return decision.value(Json.view(texts[at++ & INPUTS - 1]));
  }

  /** One rule of it, and what that needs. */
  @Benchmark
  public Optional<Value> allow() {
    return allow.value(inputs[at++ & INPUTS - 1]);
  }

  /** Text to policy, warm: what a reload costs. */
  @Benchmark
  public Query recompile() {
    return Rego.compile(List.of(source), Options.DEFAULT).query("data.mcp_firewall.policy");
  }

  /** Rules that each look for a tool of their own. */
  @State(Scope.Benchmark)
  public static class Tools {
    @Param({"10", "1000"})
    public int rules;

    private Optional<Query> query = Optional.empty();
    private final Value input = Json.read("{\"tool\": {\"name\": \"tool_7\"}, \"amount\": 7}");

    @org.openjdk.jmh.annotations.Setup
    public void compile() {
      StringBuilder text = new StringBuilder("package tools\n");
      for (int i = 0; i < rules; i++) {
        text.append("deny contains \"no ")
            .append(i)
            .append("\" if {\n\tinput.tool.name == \"tool_")
            .append(i)
            .append("\"\n\tinput.amount > 5\n}\n");
      }
      query = Optional.of(policy(text.toString()).query("data.tools.deny"));
    }
  }

  @Benchmark
  public Optional<Value> indexed(Tools tools) {
    return tools.query.orElseThrow().value(tools.input);
  }

  /** A document of about 115 KB, all of it walked. */
  @State(Scope.Benchmark)
  public static class Document {
    private final Query query =
        policy("package w\nn := count([path | walk(input, [path, value]); is_string(value)])\n")
            .query("data.w.n");
    private final Value input = Json.read(document());

    private static String document() {
      StringBuilder text = new StringBuilder("{\"items\": [");
      for (int i = 0; i < 1_000; i++) {
        text.append(i == 0 ? "" : ",")
            .append("{\"id\": ")
            .append(i)
            .append(", \"name\": \"item ")
            .append(i)
            .append(
                "\", \"tags\": [\"red\", \"green\", \"blue\"], \"owner\": {\"team\": \"a\", \"mail\": \"x@example.com\"}}");
      }
      return text.append("]}").toString();
    }
  }

  @Benchmark
  public Optional<Value> walk(Document document) {
    return document.query.value(document.input);
  }

  private static Policy policy(String text) {
    return Rego.compile(List.of(new Source("bench.rego", text)), Options.DEFAULT);
  }

  private static byte[][] texts() {
    String[] agents = {"claude-desktop", "cursor", "ci", "support-bot", "finance-bot"};
    String[] calls = {
      "'read_file', 'arguments': {'path': '/home/dev/project/src/main/App.java'}",
      "'read_file', 'arguments': {'path': '/home/dev/.ssh/id_rsa'}",
      "'write_file', 'arguments': {'path': '/home/dev/project/README.md', 'content': 'class App { void run() {} }'}",
      "'edit_file', 'arguments': {'path': '/home/dev/project/a/b.ts', 'edits': [{'old': 'a', 'new': 'b'}], 'dry': true}",
      "'list_directory', 'arguments': {'path': '/home/dev/project'}",
      "'fetch', 'arguments': {'url': 'https://docs.example.com/a/b', 'max_length': 5000}",
      "'search', 'arguments': {'query': 'how to write a test that fails first'}",
      "'git_commit', 'arguments': {'message': 'Fix the parser', 'all': true}",
      "'refund_payment', 'arguments': {'payment': 'pay_1', 'amount': 20}",
      "'run_tests', 'arguments': {'suite': 'suite:unit'}",
    };
    Random random = new Random(7);
    byte[][] texts = new byte[INPUTS][];
    for (int i = 0; i < INPUTS; i++) {
      texts[i] =
          """
          {'agent': '%s', 'client': {'name': 'c', 'version': '1.0', 'authenticated': false}, 'server': 'fs',
           'session': {'id': 's1', 'cwd': '/home/dev/project', 'calls': %d}, 'era': '2025-11-25', 'direction': 'inbound',
           'method': 'tools/call', 'tool': {'name': %s},
           'findings': [], 'labels': ['untrusted_content'], 'now_ns': 1767225600000000000}
          """
              .formatted(
                  agents[random.nextInt(agents.length)],
                  random.nextInt(1_100),
                  calls[random.nextInt(calls.length)])
              .replace('\'', '"')
              .getBytes(StandardCharsets.UTF_8);
    }
    return texts;
  }

  private static Value[] inputs(byte[][] texts) {
    Value[] inputs = new Value[texts.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Json.read(new String(texts[i], StandardCharsets.UTF_8));
    }
    return inputs;
  }

  private static String resource(String name) {
    try (InputStream in = RegoBench.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
