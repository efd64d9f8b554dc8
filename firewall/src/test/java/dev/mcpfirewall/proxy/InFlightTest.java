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
  private static final Asked LIST = new Asked("tools/list", Optional.empty());

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
  void anAnswerOfTheOtherTypeFindsItToo() {
    inFlight.ask(id("1"), CALL);

    assertThat(inFlight.answer(id("\"1\"")).orElseThrow().id()).isEqualTo(id("1"));
    assertThat(inFlight.answer(id("\"1\""))).isEmpty();
  }

  @Test
  void aRequestWhoseAnswerCouldBeAnothersIsRefused() {
    inFlight.ask(id("1"), CALL);
    inFlight.ask(id("9007199254740993"), CALL);

    assertThat(inFlight.ask(id("\"1\""), LIST)).isFalse();
    assertThat(inFlight.ask(id("1.0000000000000000000000000000000000000000001"), LIST)).isFalse();
    assertThat(inFlight.ask(id("9007199254740992"), LIST)).isFalse();
    assertThat(inFlight.answer(id("9007199254740992")).orElseThrow().asked()).isEqualTo(CALL);
  }

  @Test
  void theIdOfACancelledRequestIsNotAnothersUntilItsAnswerHasCome() {
    inFlight.ask(id("1"), CALL);
    inFlight.cancel(id("1"));

    assertThat(inFlight.ask(id("1"), LIST)).isFalse();
    assertThat(inFlight.ask(id("\"1\""), LIST)).isFalse();
    assertThat(inFlight.answer(id("1")).orElseThrow().asked()).isEqualTo(CALL);
    assertThat(inFlight.ask(id("1"), LIST)).isTrue();
  }

  @Test
  void manyAndLongCancelledRequestsMakeNoneForgotten() {
    inFlight.ask(id("1"), CALL);
    inFlight.cancel(id("1"));
    String half = "a".repeat(InFlight.MOST_TEXT / 2);
    for (int i = 2; i < 1000; i++) {
      String literal = i < 6 ? "\"" + i + half + "\"" : Integer.toString(i);
      inFlight.ask(id(literal), CALL);
      inFlight.cancel(id(literal));
    }

    assertThat(inFlight.ask(id("1"), LIST)).isFalse();
    assertThat(inFlight.ask(id("\"2" + half + "\""), LIST)).isFalse();
    assertThat(inFlight.answer(id("1"))).isEmpty();
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
