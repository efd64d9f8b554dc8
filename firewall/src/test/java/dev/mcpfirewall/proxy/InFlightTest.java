// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Document;
import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.pipeline.Asked;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private static final Asked CALL = new Asked("tools/call", Optional.of("t"));

  private final InFlight inFlight = new InFlight();

  private static Id id(String literal) {
    return Id.of(((Document) Document.parse(Bytes.utf8(literal))).root()).orElseThrow();
  }

  @Test
  void anAnswerFindsItsRequestOnce() {
    inFlight.ask(id("1"), CALL);

    assertThat(inFlight.answer(id("1")).map(InFlight.Waiting::asked)).contains(CALL);
    assertThat(inFlight.answer(id("1"))).isEmpty();
  }

  @Test
  void anAnswerOfTheOtherTypeFindsItTooButNeverTheWrongOne() {
    inFlight.ask(id("1"), CALL);
    inFlight.ask(id("\"1\""), new Asked("ping", Optional.empty()));

    assertThat(inFlight.answer(id("\"1\"")).orElseThrow().asked().method()).isEqualTo("ping");
    assertThat(inFlight.answer(id("\"1\"")).orElseThrow().id()).isEqualTo(id("1"));
  }

  @Test
  void anIdInUseIsRefused() {
    assertThat(inFlight.ask(id("1"), CALL)).isTrue();
    assertThat(inFlight.ask(id("1.0"), CALL)).isFalse();
    inFlight.answer(id("1"));
    assertThat(inFlight.ask(id("1"), CALL)).isTrue();
  }

  @Test
  void aCancelledRequestIsNotWaitedForButALateAnswerFindsIt() {
    inFlight.ask(id("1"), CALL);
    inFlight.cancel(id("1"));

    assertThat(inFlight.isEmpty()).isTrue();
    assertThat(inFlight.answer(id("1"))).isPresent();
    assertThat(inFlight.answer(id("1"))).isEmpty();
  }

  @Test
  void memoryIsBoundedWhateverIsNeverAnswered() {
    for (int i = 0; i < InFlight.MOST + 10; i++) {
      inFlight.ask(id(Integer.toString(i)), CALL);
    }

    assertThat(inFlight.answer(id("9"))).isEmpty();
    assertThat(inFlight.answer(id("10"))).isPresent();
    assertThat(inFlight.drain()).hasSize(InFlight.MOST - 1);
  }

  @Test
  void memoryIsBoundedHoweverLongIdsAre() {
    String half = "a".repeat(InFlight.MOST_TEXT / 2);
    inFlight.ask(id("\"1" + half + "\""), CALL);
    inFlight.ask(id("2"), CALL);
    inFlight.ask(id("\"3" + half + "\""), CALL);

    assertThat(inFlight.drain())
        .extracting(one -> one.id().literal().charAt(0))
        .containsExactly('2', '"');
  }
}
