// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    List<String> sent = examples.stream().map(ExamplesIT::promptForServer).toList();
    List<String> expected = examples.stream().map(Example::line).toList();

    Run run = play(sent, expected);

    compare(run.came(), expected);
  }

  @Test
  void fromClientToServer() throws IOException {
    Function<Example, String> reply =
        example ->
            example.isRequest()
                ? "{\"jsonrpc\":\"2.0\",\"id\":" + example.id().orElseThrow() + ",\"result\":{}}"
                : DONE;
    List<String> sent =
        examples.stream().flatMap(e -> List.of(promptForClient(e), e.line()).stream()).toList();
    List<String> played =
        examples.stream().flatMap(e -> List.of(questionTo(e), reply.apply(e)).stream()).toList();

    Run run = play(sent, played);

    compare(run.recorded(), sent);
  }

  /** What the client sends so that the server may send the example. */
  private static String promptForServer(Example example) {
    return example.isRequest() || example.isNotification()
        ? TURN
        : Messages.request(example.id().orElseThrow(), "tools/list", "{}");
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
    List<String> came = sent.stream().map(line -> turn(client, line)).toList();
    client.close();
    return new Run(came, Files.readAllLines(record));
  }

  private static String turn(McpProcess client, String line) {
    client.send(line);
    return client.line().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("<end>");
  }

  private record Run(List<String> came, List<String> recorded) {}
}
