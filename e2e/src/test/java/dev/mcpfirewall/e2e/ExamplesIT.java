// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every example message of the specification passes byte for byte, whichever side sends it. */
@Timeout(60)
class ExamplesIT {
  private static final String TURN = Messages.notification("notifications/turn", "{}");
  private static final String DONE = Messages.notification("notifications/done", "{}");

  @RegisterExtension final Bench bench = new Bench();

  private List<Example> examples = List.of();

  @BeforeEach
  void read() {
    examples = Example.all();
    Prerequisite.optional(!examples.isEmpty(), "no ../shared/mcp-schema beside the repository");
  }

  @Test
  void fromServerToClient() throws IOException {
    List<String> sent = examples.stream().flatMap(ExamplesIT::clientsTurns).toList();
    List<String> played = examples.stream().flatMap(ExamplesIT::serversTurns).toList();

    Run run = play(sent, played);

    compare(run.came(), examples.stream().map(Example::line).toList());
  }

  @Test
  void fromClientToServer() throws IOException {
    List<String> sent =
        examples.stream().flatMap(e -> Stream.of(promptForClient(e), e.line())).toList();
    List<String> played =
        examples.stream().flatMap(e -> Stream.of(questionTo(e), reply(e))).toList();

    Run run = play(sent, played);

    compare(run.recorded(), sent);
  }

  /** What the client sends so that the server may send the example, and its answer to it. */
  private static Stream<String> clientsTurns(Example example) {
    if (example.isRequest()) {
      return Stream.of(TURN, emptyResult(example));
    }
    return Stream.of(
        example.isNotification()
            ? TURN
            : Messages.request(example.id().orElseThrow(), "tools/list", "{}"));
  }

  /** The example, and nothing in reply to the client's answer to it. */
  private static Stream<String> serversTurns(Example example) {
    return example.isRequest() ? Stream.of(example.line(), "") : Stream.of(example.line());
  }

  private static String emptyResult(Example example) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + example.id().orElseThrow() + ",\"result\":{}}";
  }

  private static String promptForClient(Example example) {
    return example.isRequest() ? TURN : Messages.notification("notifications/turn", "{\"n\":1}");
  }

  /** What the server sends so that the client may send the example. */
  private static String questionTo(Example example) {
    return example.isRequest() || example.isNotification()
        ? DONE
        : Messages.request(example.id().orElseThrow(), "roots/list", "{}");
  }

  private static String reply(Example example) {
    return example.isRequest() ? emptyResult(example) : DONE;
  }

  private void compare(List<String> actual, List<String> expected) {
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      all.assertThat(actual.get(i)).isEqualTo(expected.get(i));
    }
    all.assertAll();
    assertThat(actual).hasSameSizeAs(expected);
  }

  private Run play(List<String> sent, List<String> played) throws IOException {
    Path record = bench.work().resolve("record");
    Path script = bench.file("play", String.join("\n", played) + "\n");
    List<String> server = Peers.script("player.mjs", record.toString(), script.toString());
    McpProcess client = bench.wrap(Map.of(), List.of(), server);
    List<String> came = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      client.send(sent.get(i));
      if (!played.get(i).isEmpty()) {
        came.add(client.line().map(bytes -> new String(bytes, UTF_8)).orElse("<end>"));
      }
    }
    client.close();
    return new Run(came, Files.readAllLines(record));
  }

  private record Run(List<String> came, List<String> recorded) {}
}
