// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.decision.Mark;
import dev.mcpfirewall.mcp.Message;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to follow values. As a program: prints the time to index results and to ask about
 * arguments, made of the texts in the file of samples given; and of texts made to be slow.
 */
final class MemoryCost {
  /** Time of this thread alone, as the machine may have others to do. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private MemoryCost() {}

  public static void main(String[] args) throws IOException {
    List<FalseMatches.Sample> samples = FalseMatches.samples(Path.of(args[0]));
    for (int size : new int[] {1_000, 100_000, 1_000_000}) {
      print("texts", size, text(samples, size));
    }
    bounds();
    if (args.length > 1) {
      return;
    }
    String[] slow = {
      "http://a",
      "a@",
      "@a.b",
      "1 ",
      "12-",
      "a.",
      "a/",
      "a=",
      "\"",
      ": ",
      "%25",
      "é%2525c3",
      "[at]",
      "aGVsbG8gd29ybGQg ",
      "ab12cd34 ",
      "a1-",
      "(",
      "x|",
      "[",
      "http://[",
      "://",
      "hxxp",
      "\\",
      "A"
    };
    for (String one : slow) {
      print("`" + one + "`", 1_000_000, one.repeat(1_000_000 / one.length()));
    }
  }

  /** What a session takes that has reached every bound. */
  private static void bounds() {
    long before = used();
    Story story = new Story();
    for (int i = 0; i < 70_000; i += 1_000) {
      StringBuilder seen = new StringBuilder();
      StringBuilder own = new StringBuilder();
      for (int j = i; j < i + 1_000; j++) {
        seen.append("mallory").append(j).append("@gmail.com ");
        own.append("friend").append(j).append("@gmail.com ");
      }
      story.answers("read_file", own.toString());
      story.answers("read_mail", seen.toString(), Story.UNTRUSTED);
    }
    long values = used();
    for (int i = 0; i < ValueIndex.MOST_SOURCES; i++) {
      story.answers("a-tool-with-a-name-" + i, "", Story.UNTRUSTED);
    }
    long sources = used();
    for (int i = 0; i < Chains.MOST; i++) {
      Duration time = Duration.ofMinutes(10);
      story.calls("t", "{}", new Mark.Step("a-chain-" + i, 1, time));
    }
    long chains = used();
    StringBuilder tools = new StringBuilder("{\"name\":\"first\"}");
    for (int i = 0; i < ToolBook.MOST; i++) {
      tools
          .append(",{\"name\":\"a-tool-with-a-name-")
          .append(i)
          .append("\",\"title\":\"A tool with a name\",\"annotations\":{\"readOnlyHint\":true,")
          .append("\"destructiveHint\":false,\"openWorldHint\":false}}");
    }
    story.passes(
        Story.answering("tools/list", ""),
        Story.message("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[" + tools + "]}}"));
    long claims = used();
    System.out.printf(
        "at the bounds: values %,d bytes, sources %,d, chains %,d, claims %,d%n",
        values - before, sources - values, chains - sources, claims - chains);
    story.after(Duration.ZERO);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static String text(List<FalseMatches.Sample> samples, int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < size; i = (i + 37) % samples.size()) {
      text.append(samples.get(i).text()).append('\n');
    }
    return text.substring(0, size);
  }

  private static void print(String name, int size, String text) {
    Message result = Story.text(text);
    Message call = Story.call("say", "{\"text\":" + dev.mcpfirewall.json.Quote.of(text) + "}");
    int rounds = Math.max(15, 30_000_000 / size);
    long[] index = new long[rounds];
    long[] ask = new long[rounds];
    Story story = new Story();
    for (int i = 0; i < rounds; i++) {
      story = new Story();
      long began = CPU.getCurrentThreadCpuTime();
      story.passes(Story.answering("tools/call", "read_mail"), result, Story.UNTRUSTED);
      long indexed = CPU.getCurrentThreadCpuTime();
      story.memory.origins(call);
      index[i] = indexed - began;
      ask[i] = CPU.getCurrentThreadCpuTime() - indexed;
    }
    System.out.printf(
        "%-22s %,9d bytes: indexed in %,10.1f us, asked about in %,10.1f us; table %,9d bytes%n",
        name, size, median(index) / 1e3, median(ask) / 1e3, story.memory.valueBytes());
  }

  private static double median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
