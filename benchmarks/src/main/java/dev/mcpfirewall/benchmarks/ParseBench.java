// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.benchmarks;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.json.Parsed;
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

/** Strict parsing of one tools/call of about {@code size} bytes, half of it escaped text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParseBench {
  @Param({"200", "10000", "1000000"})
  public int size;

  private Bytes message = Bytes.utf8("");

  @Setup
  public void makeMessage() {
    message =
        Bytes.utf8(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                + "\"arguments\":{\"text\":\""
                + "plain words,\\n\\u0020".repeat(size / 20)
                + "\"}}}");
  }

  @Benchmark
  public Parsed parse() {
    return Document.parse(message);
  }
}
