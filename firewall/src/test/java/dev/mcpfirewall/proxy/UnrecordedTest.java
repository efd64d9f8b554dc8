// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What cannot be recorded is refused, and takes nothing else with it. */
class UnrecordedTest {
  @Test
  void aRequestWhoseIdIsInUseLeavesTheOtherOneWaiting() throws IOException {
    Talk talk = new Talk().client(Talk.request("1", "first"));

    talk.unrecorded(true).client(Talk.request("1", "second"));
    assertThat(talk.heardByClient()).singleElement().asString().contains("audit.failure");
    assertThat(talk.isClientWaiting()).isTrue();
    talk.unrecorded(false).server(Talk.result("1"));

    assertThat(talk.heardByServer()).containsExactly(Talk.request("1", "first"));
    assertThat(talk.heardByClient()).containsExactly(Talk.result("1"));
  }

  @Test
  void aRefusedRequestIsNotWaitedFor() throws IOException {
    Talk talk = new Talk().unrecorded(true).client(Talk.request("1", "first"));

    assertThat(talk.isClientWaiting()).isFalse();
    talk.unrecorded(false).client(Talk.request("1", "again"));
    assertThat(talk.heardByServer()).containsExactly(Talk.request("1", "again"));
  }
}
