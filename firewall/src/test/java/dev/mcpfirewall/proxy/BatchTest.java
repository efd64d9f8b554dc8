// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with one message of a batch is that message's alone. */
class BatchTest {
  private static final String BATCH =
      "["
          + Talk.request("1", "a")
          + ","
          + Talk.request("2", "b")
          + ","
          + Talk.request("3", "c")
          + "]";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyRequestOfTheBatchIsAnsweredOrPassedOn(int failing) throws IOException {
    Talk talk = new Talk().withBatches().failingAfter(failing - 1);

    talk.client(BATCH);

    String client = String.join("\n", talk.heardByClient());
    String server = String.join("\n", talk.heardByServer());
    for (int id = 1; id <= 3; id++) {
      String shown = "\"id\":" + id + ",";
      assertThat(client.contains(shown)).as("refused: %s", id).isEqualTo(id == failing);
      assertThat(server.contains(shown)).as("passed on: %s", id).isEqualTo(id != failing);
    }
    assertThat(client).contains("internal.error");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyAnswerOfTheBatchComesOrIsAnError(int failing) throws IOException {
    Talk talk = new Talk().withBatches().client(BATCH).failingAfter(failing - 1);

    talk.server("[" + Talk.result("1") + "," + Talk.result("2") + "," + Talk.result("3") + "]");

    String client = String.join("\n", talk.heardByClient());
    for (int id = 1; id <= 3; id++) {
      assertThat(client)
          .contains("\"id\":" + id + "," + (id == failing ? "\"error\"" : "\"result\""));
    }
    assertThat(talk.isClientWaiting()).isFalse();
  }

  @Test
  void aBrokenElementOfABatchDoesNotPassWithTheOthers() throws IOException {
    Talk talk = new Talk().withBatches();
    String good = Talk.request("1", "tools/list");

    talk.client("[" + good + ",{\"jsonrpc\":\"2.0\",\"id\":2,\"Method\":\"evil\"}]");

    assertThat(talk.heardByServer()).containsExactly("[" + good + "]");
    assertThat(talk.heardByClient()).singleElement().asString().contains("\"id\":2,\"error\"");
  }
}
