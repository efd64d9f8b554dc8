// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
  private static Reading read(String json) {
    return Reader.read(Bytes.utf8(json), false);
  }

  private static Message message(String json) {
    return ((Reading.Single) read(json)).message();
  }

  @Test
  void tellsTheFourKindsApart() {
    assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
        .isInstanceOfSatisfying(
            Message.Request.class,
            request -> {
              assertThat(request.method()).isEqualTo("ping");
              assertThat(request.id().literal()).isEqualTo("1");
            });
    assertThat(message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
        .isInstanceOf(Message.Notification.class);
    assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}"))
        .isInstanceOf(Message.Result.class);
    assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}"))
        .isInstanceOf(Message.Failure.class);
    assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1}}"))
        .isInstanceOfSatisfying(
            Message.Failure.class, failure -> assertThat(failure.id()).isEmpty());
  }

  @Test
  void understandsACallOfATool() {
    Message.Request request =
        (Message.Request)
            message(
                "{\"method\":\"tools/call\",\"params\":{\"arguments\":{\"a\":1},\"name\":\"n\"},"
                    + "\"jsonrpc\":\"2.0\",\"id\":0}");

    assertThat(request.params())
        .isInstanceOfSatisfying(
            Params.ToolCall.class,
            call -> {
              assertThat(call.name()).isEqualTo("n");
              assertThat(call.arguments().orElseThrow().raw().utf8()).isEqualTo("{\"a\":1}");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1                                                        | protocol.not-an-object",
        "\"ping\"                                                 | protocol.not-an-object",
        "{}                                                       | protocol.jsonrpc-version",
        "{\"id\":1,\"method\":\"ping\"}                           | protocol.jsonrpc-version",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}       | protocol.jsonrpc-version",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}           | protocol.jsonrpc-version",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}              | protocol.method",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}           | protocol.method",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}    | protocol.id",
        "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"ping\"}     | protocol.id",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"result\":{}}            | protocol.id",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{}}          | protocol.id",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":null}  | protocol.params",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":\"a\"} | protocol.params",
        "{\"jsonrpc\":\"2.0\",\"id\":1}                           | protocol.shape",
        "{\"jsonrpc\":\"2.0\",\"result\":{}}                      | protocol.shape",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":1}  | protocol.shape",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"result\":1}     | protocol.shape",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"} | protocol.tool-name",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7}} | protocol.tool-name",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"method\":\"b\"} | protocol.duplicate-key",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"Method\":\"x\"} | protocol.key-case",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"param\u017f\":{}}  | protocol.key-case",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"RESULT\":{}} | protocol.key-case",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"Name\":\"b\"}} | protocol.key-case",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"Arguments\":{}}} | protocol.key-case",
        "[]                                                       | protocol.batch",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]     | protocol.batch",
      })
  void refusesWhatIsNoMessage(String json, String rule) {
    assertThat(read(json))
        .isInstanceOfSatisfying(
            Reading.Malformed.class, bad -> assertThat(bad.problem().rule()).isEqualTo(rule));
  }

  @Test
  void readsBatchesWhereTheVersionHasThemEachElementByItself() {
    String batch =
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}, 5,"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}]";

    Reading.Batch reading = (Reading.Batch) Reader.read(Bytes.utf8(batch), true);

    List<Reading> elements = reading.elements();
    assertThat(elements).hasSize(3);
    assertThat(((Reading.Single) elements.get(2)).message().raw().utf8())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
    assertThat(elements.get(1)).isInstanceOf(Reading.Malformed.class);
    assertThat(Reader.read(Bytes.utf8("[]"), true)).isInstanceOf(Reading.Malformed.class);
  }

  @Test
  void refusesBatchesOfMoreMessagesThanCanBeDecidedAtOnce() {
    String most = "1,".repeat(Reader.MOST_ELEMENTS - 1) + "1";

    assertThat(Reader.read(Bytes.utf8("[" + most + "]"), true)).isInstanceOf(Reading.Batch.class);
    assertThat(Reader.read(Bytes.utf8("[" + most + ",1]"), true))
        .isInstanceOfSatisfying(
            Reading.Malformed.class,
            bad -> assertThat(bad.problem().rule()).isEqualTo("protocol.batch-size"));
  }

  @Test
  void refusesBatchesInBatches() {
    Reading.Batch reading = (Reading.Batch) Reader.read(Bytes.utf8("[[]]"), true);

    assertThat(reading.elements().getFirst()).isInstanceOf(Reading.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t \r"})
  void hearsNothingInBlankLines(String line) {
    assertThat(read(line)).isInstanceOf(Reading.Blank.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"a\",\"method\":\"a\"} | 7",
        "{\"method\":\"a\",\"params\":{\"id\":1,\"x\":[{\"id\":2}]},\"id\":\"q\",\"a\":NaN} | \"q\"",
        "{\"jsonrpc\":\"2.0\",\"params\":{\"x\":\"\\ud800\"},\"id\" : -3} | -3",
        "{\"a\":\"}\\\"]\",\"id\":12,                                | 12",
      })
  void guessesTheIdOfBrokenMessages(String json, String id) {
    Reading.Malformed bad = (Reading.Malformed) read(json);

    assertThat(bad.id().map(Id::literal)).contains(id);
  }

  @Test
  void guessesTheIdAtEitherEndOfLinesTooLong() {
    Bytes head =
        Bytes.utf8("{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"x\":\"aaaa");
    Bytes tail = Bytes.utf8("aaaaaa\"}},\"jsonrpc\":\"2.0\",\"id\":42}");

    Reading.Malformed bad = (Reading.Malformed) Reader.tooLarge(head, tail, 1 << 30);

    assertThat(bad.id().map(Id::literal)).contains("42");
    assertThat(bad.size()).isEqualTo(1 << 30);
    assertThat(((Reading.Malformed) Reader.tooLarge(head, head, 9)).id())
        .isEqualTo(Optional.empty());
  }
}
