// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client may send by mistake or malice: refused, never passed on, and the session goes on.
 */
@Timeout(60)
class BadInputIT {
  private static final JsonMapper JSON = new JsonMapper();

  @RegisterExtension final Bench bench = new Bench();

  private McpProcess client;
  private Path record;

  @BeforeEach
  void start() {
    record = bench.work().resolve("record");
    client = bench.wrap(Map.of("RECORD", record.toString()), List.of(), Peers.echoServer());
    client.initialize("2025-06-18");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "truncated           | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED",
        "not JSON            | REACHED",
        "second document     | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}{\"REACHED\":1}",
        "trailing bytes      | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"} REACHED",
        "NaN                 | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"n\":NaN}}",
        "Infinity            | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"n\":Infinity}}",
        "comment             | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\"/**/}",
        "trailing comma      | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",}",
        "single quotes       | {'jsonrpc':'2.0','id':5,'method':'REACHED'}",
        "lone high surrogate | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"s\":\"\\ud800\"}}",
        "lone low surrogate  | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"s\":\"\\udc00x\"}}",
        "no jsonrpc          | {\"id\":5,\"method\":\"REACHED\"}",
        "jsonrpc 1.0         | {\"jsonrpc\":\"1.0\",\"id\":5,\"method\":\"REACHED\"}",
        "jsonrpc a number    | {\"jsonrpc\":2.0,\"id\":5,\"method\":\"REACHED\"}",
        "params null         | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":null}",
        "params a string     | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":\"x\"}",
        "method a number     | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":7,\"params\":{\"a\":\"REACHED\"}}",
        "id an object        | {\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"REACHED\"}",
        "numeric tool name   | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":7,\"arguments\":{\"a\":\"REACHED\"}}}",
        "duplicate method    | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\",\"method\":\"REACHED\"}",
        "duplicate, escaped  | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\",\"m\\u0065thod\":\"REACHED\"}",
        "duplicate deep      | {\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"a\":[{\"b\":1,\"b\":2}]}}",
        "a JSON string       | \"REACHED\"",
        "a batch, 2025-06-18 | [{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\"}]",
        "an empty batch      | []",
      })
  void isRefused(String name, String line) throws IOException {
    client.send(line);

    assertRefusedAndAlive(client);
  }

  @Test
  void refusesDuplicateArgumentsHoweverSpelt() throws IOException {
    for (String key : List.of("arguments", "\\u0061rguments", "arg\\u0075ments")) {
      client.send(
          Messages.request(
              5,
              "tools/call",
              "{\"name\":\"echo\",\"arguments\":{\"message\":\"x\"},\"%s\":{\"message\":\"REACHED\"}}"
                  .formatted(key)));
    }

    assertRefusedAndAlive(client);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "overlong slash, c0af",
    "overlong NUL, c080",
    "overlong three bytes, e080af",
    "surrogate as UTF-8, eda080",
    "beyond Unicode, f4908080",
    "stray continuation, 80",
    "byte FF, ff",
    "cut sequence, e282",
  })
  void refusesBytesThatAreNotUtf8(String name, String hex) throws IOException {
    client.send(
        bytes(
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\",\"params\":{\"s\":\"",
            HexFormat.of().parseHex(hex),
            "\"}}"));

    assertRefusedAndAlive(client);
  }

  @Test
  void refusesByteOrderMark() throws IOException {
    client.send(
        bytes("\uFEFF{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\"}", new byte[0], ""));

    assertRefusedAndAlive(client);
  }

  @Test
  void refusesBareCarriageReturnInside() throws IOException {
    client.send("{\"jsonrpc\":\"2.0\",\r\"id\":5,\"method\":\"REACHED\"}");

    assertRefusedAndAlive(client);
  }

  @Test
  void refusesBinaryGarbage() throws IOException {
    byte[] garbage = new byte[4096];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 7 + 1);
    }
    client.send(garbage);

    assertRefusedAndAlive(client);
  }

  @Test
  void refusesTenThousandNestedArrays() throws IOException {
    client.send(
        Messages.request(5, "REACHED", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));

    assertRefusedAndAlive(client);
  }

  @Test
  void toleratesEmptyLines() {
    client.sendRaw("\n\n\n".getBytes(StandardCharsets.UTF_8));

    assertAlive(client);
  }

  @Test
  void endsWhenHalfAMessageIsAllThereIs() throws IOException {
    client.sendRaw(
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"REACHED\"".getBytes(StandardCharsets.UTF_8));
    client.closeInput();

    assertThat(client.exitCode()).isZero();
    assertThat(recorded()).doesNotContain("REACHED");
  }

  @Test
  void carriesLinesOfSeventyKilobytesAndNineMegabytes() {
    for (int size : new int[] {70_000, 9_000_000}) {
      String message = "y".repeat(size);

      assertThat(Messages.text(client.call(size, "echo", "{\"message\":\"" + message + "\"}")))
          .isEqualTo(message);
    }
  }

  @Test
  void refusesAHundredMegabytesForThatIdAndLivesOn() {
    client.sendRaw(
        """
        {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo","arguments":{"message":\"\
        """
            .getBytes(StandardCharsets.UTF_8));
    byte[] block = new byte[1_000_000];
    Arrays.fill(block, (byte) 'z');
    for (int i = 0; i < 100; i++) {
      client.sendRaw(block);
    }
    client.send("\"}}}");

    assertThat(Messages.errorCode(client.answer(5))).isNegative();
    assertAlive(client);
  }

  @Test
  void carriesMultiByteCharactersCutAtEveryChunkEdge() {
    String message = "€".repeat(66_667) + "🙂".repeat(33_333) + "é".repeat(100_000);
    byte[] line =
        Messages.call(7, "echo", "{\"message\":\"" + message + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    for (int at = 0, chunk = 1; at < line.length; at += chunk, chunk = chunk % 4093 + 1) {
      client.sendRaw(Arrays.copyOfRange(line, at, Math.min(at + chunk, line.length)));
    }
    client.send("");

    assertThat(Messages.text(client.answer(7))).isEqualTo(message);
  }

  @Test
  void keepsIdsOfEveryKind() {
    for (String id :
        List.of(
            "0",
            "-1",
            "9007199254740991",
            "\"\"",
            "\"a \\\"quoted\\\" \\u00e9\"",
            "\"" + "i".repeat(10_000) + "\"")) {
      client.send(Messages.request(id, "ping", "{}"));

      assertThat(client.answer(JSON.readTree(id)).path("result").isObject()).as(id).isTrue();
    }
  }

  @Test
  void answersBothWhenAnIdIsUsedAgain() {
    client.send(Messages.request(9, "ping", "{}"));
    client.answer(9);
    client.send(Messages.request(9, "ping", "{}"));

    assertThat(client.answer(9).has("result")).isTrue();
  }

  @Test
  void survivesAResponseToAnUnknownId() {
    client.send("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":{\"roots\":[]}}");

    assertAlive(client);
  }

  @Test
  void decidesEachElementOfABatchWhereBatchesExist() throws IOException {
    McpProcess old = bench.wrap(Map.of("RECORD", record.toString()), List.of(), Peers.echoServer());
    old.initialize("2025-03-26");
    old.send(
        "["
            + Messages.call(1, "echo", "{\"message\":\"fine\"}")
            + ","
            + Messages.call(2, "read_file", "{\"path\":\"/etc/shadow\"}")
            + "]");

    JsonNode fine = old.answer(1);
    JsonNode denied = old.answer(2);

    assertThat(Messages.text(fine)).isEqualTo("fine");
    assertThat(Messages.isToolError(denied)).isTrue();
    assertThat(recorded()).doesNotContain("shadow");
  }

  private void assertRefusedAndAlive(McpProcess process) throws IOException {
    assertAlive(process);
    assertThat(process.error().path("error").path("code").asInt()).isNegative();
    assertThat(recorded()).doesNotContain("REACHED");
  }

  private static void assertAlive(McpProcess process) {
    assertThat(Messages.text(process.call(77, "echo", "{\"message\":\"alive\"}")))
        .isEqualTo("alive");
  }

  private String recorded() throws IOException {
    return Files.readString(record, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String before, byte[] middle, String after) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(middle);
    whole.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }
}
