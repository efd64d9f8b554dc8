// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is wrong with one message of a batch is that message's alone. */
class BatchTest {
  @Test
  void aBrokenElementOfABatchDoesNotPassWithTheOthers() throws IOException {
    Talk talk = new Talk().withBatches();
    String good = Talk.request("1", "tools/list");

    talk.client("[" + good + ",{\"jsonrpc\":\"2.0\",\"id\":2,\"Method\":\"evil\"}]");

    assertThat(talk.heardByServer()).containsExactly("[" + good + "]");
    assertThat(talk.heardByClient()).singleElement().asString().contains("\"id\":2,\"error\"");
  }
}
