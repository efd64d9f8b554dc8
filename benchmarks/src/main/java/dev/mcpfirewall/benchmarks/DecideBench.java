// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.benchmarks;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.decision.Ruling;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.policy.PolicyFile;
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
 * A message of about {@code size} bytes read and decided under the default policy, as {@code wrap}
 * does it: a call of a tool, and a result. {@code -prof gc} adds the allocation for each message.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBench {
  private static final String WORDS = "plain words about the weather in a row of towns, ";

  @Param({"200", "10000", "1000000"})
  public int size;

  private Bytes call = Bytes.empty();
  private Bytes result = Bytes.empty();
  private final Firewall firewall = Firewall.of(PolicyFile.DEFAULTS, () -> false);
  private final Pipeline inbound = firewall.pipeline(Direction.INBOUND);
  private final Pipeline outbound = firewall.pipeline(Direction.OUTBOUND);
  private final Exchange there = Exchange.with("bench", Direction.INBOUND, Optional.empty());
  private final Exchange back =
      Exchange.with(
          "bench", Direction.OUTBOUND, Optional.of(new Asked("tools/call", Optional.of("echo"))));

  @Setup
  public void makeMessages() {
    String text = WORDS.repeat(size / WORDS.length() + 1).substring(0, size);
    call =
        Bytes.utf8(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                + "\"arguments\":{\"message\":\""
                + text
                + "\"}}}");
    result =
        Bytes.utf8(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\""
                + text
                + "\"}]}}");
  }

  @Benchmark
  public Reading parse() {
    return Reader.read(call, false);
  }

  @Benchmark
  public Ruling decideCall() {
    return inbound.judge(there, ((Reading.Single) Reader.read(call, false)).message());
  }

  @Benchmark
  public Ruling decideResult() {
    return outbound.judge(back, ((Reading.Single) Reader.read(result, false)).message());
  }
}
