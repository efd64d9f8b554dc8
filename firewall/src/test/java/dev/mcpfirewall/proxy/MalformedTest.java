// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.decision.Enforced;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of bytes that are no message, and under which id. */
class MalformedTest {
  private static final String BIG = "x".repeat(2 << 20);

  /** Answers with the id 1, each of them broken in a way of its own. */
  private static final String RESULT_AND_ERROR =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"m\"}}";

  private static final String TWO_RESULTS =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"result\":{}}";
  private static final String OLD_VERSION = "{\"jsonrpc\":\"1.0\",\"id\":1,\"error\":{}}";
  private static final String CAPITALS = "{\"jsonrpc\":\"2.0\",\"id\":1,\"Result\":{}}";
  private static final String CUT_OFF = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[";

  @ParameterizedTest
  @ValueSource(strings = {RESULT_AND_ERROR, TWO_RESULTS, OLD_VERSION, CAPITALS, CUT_OFF})
  void aClientsBrokenAnswerDoesNotAnswerItsOwnRequest(String broken) throws IOException {
    Talk talk = new Talk().client(Talk.request("1", "tools/list"), broken);

    assertThat(talk.heardByClient()).isEmpty();
    assertThat(talk.enforced()).containsExactly(Enforced.FORWARDED, Enforced.DROPPED);
    talk.server(Talk.result("1"));
    assertThat(talk.heardByClient()).containsExactly(Talk.result("1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {RESULT_AND_ERROR, TWO_RESULTS, OLD_VERSION, CAPITALS, CUT_OFF})
  void aClientsBrokenAnswerIsAnErrorForTheServerThatWaits(String broken) throws IOException {
    Talk talk = new Talk().server(Talk.request("1", "roots/list"));
    talk.heardByClient();

    talk.client(broken);

    assertThat(talk.heardByClient()).isEmpty();
    assertThat(talk.heardByServer())
        .singleElement()
        .asString()
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":");
    assertThat(talk.enforced()).containsExactly(Enforced.FORWARDED, Enforced.REFUSED);
  }

  @Test
  void aClientsEndlessAnswerIsAnErrorForTheServerThatWaits() throws IOException {
    Talk talk = new Talk().server(Talk.request("1", "roots/list"));
    talk.heardByClient();

    talk.client("{\"result\":{\"a\":\"" + BIG + "\"},\"jsonrpc\":\"2.0\",\"id\":1}");

    assertThat(talk.heardByClient()).isEmpty();
    assertThat(talk.heardByServer()).singleElement().asString().contains("\"id\":1,\"error\"");
  }

  @Test
  void whatMayBeEitherIsNeverRefusedUnderAnIdThatIsInUse() throws IOException {
    Talk talk = new Talk().client(Talk.request("1", "tools/list"));

    talk.client("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":1}", "{\"jsonrpc\":\"2.0\",\"id\":\"1\"}");

    assertThat(talk.heardByClient())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\",\"params\":\"none\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\",\"method\":\"ping\"}",
        "{\"id\":7,\"method\":\"roots/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"Method\":\"roots/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"roots/list\",\"params\":{",
      })
  void aServersBrokenRequestIsRefusedToItAlone(String broken) throws IOException {
    Talk talk = new Talk().client(Talk.request("7", "tools/list"));
    talk.heardByServer();

    talk.server(broken);

    assertThat(talk.heardByServer())
        .singleElement()
        .asString()
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32");
    assertThat(talk.heardByClient()).isEmpty();
    assertThat(talk.isClientWaiting()).isTrue();
    assertThat(talk.enforced()).containsExactly(Enforced.FORWARDED, Enforced.REFUSED);
  }

  @Test
  void aServersEndlessRequestIsRefusedToItAlone() throws IOException {
    Talk talk = new Talk();

    talk.server(
        "{\"jsonrpc\":\"2.0\",\"method\":\"sampling/createMessage\",\"params\":{\"a\":\""
            + BIG
            + "\"},\"id\":7}");

    assertThat(talk.heardByServer()).singleElement().asString().contains("\"id\":7,\"error\"");
    assertThat(talk.heardByClient()).isEmpty();
  }

  @Test
  void aServersBrokenRequestWithoutAnIdGetsNoReply() throws IOException {
    Talk talk = new Talk().client(Talk.request("7", "tools/list"));
    talk.heardByServer();

    talk.server("{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"roots/list\"}", "listening on 7");

    assertThat(talk.heardByServer()).isEmpty();
    assertThat(talk.heardByClient()).isEmpty();
  }

  @Test
  void aServersBrokenRequestDoesNotAnswerItsOther() throws IOException {
    Talk talk = new Talk().server(Talk.request("7", "roots/list"));

    talk.server("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":1}");

    assertThat(talk.heardByServer()).isEmpty();
    talk.client(Talk.result("7"));
    assertThat(talk.heardByServer()).containsExactly(Talk.result("7"));
  }
}
