// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.decision.Mark;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainsTest {
  private static final Duration TEN = Duration.ofMinutes(10);

  private final Story story = new Story(Wants.NO_VALUES);

  private Story does(int... steps) {
    Mark[] marks = new Mark[steps.length];
    for (int i = 0; i < steps.length; i++) {
      marks[i] = new Mark.Step("leak", steps[i], TEN);
    }
    return story.calls("any", "{}", marks);
  }

  private Map<String, Integer> reached() {
    return story.memory.reached(story.now());
  }

  @Test
  void countsStepsInTheirOrder() {
    does(1);
    assertThat(reached()).containsExactly(Map.entry("leak", 1));

    does(3);
    assertThat(reached()).containsExactly(Map.entry("leak", 1));

    does(2);
    does(3);
    assertThat(reached()).containsExactly(Map.entry("leak", 3));
  }

  @Test
  void beginsWithTheFirstStep() {
    does(2);

    assertThat(reached()).isEmpty();
  }

  @Test
  void forgetsWhatIsTooLongAgo() {
    does(1).after(TEN);
    assertThat(reached()).containsExactly(Map.entry("leak", 1));

    story.after(Duration.ofNanos(1));
    assertThat(reached()).isEmpty();

    does(2);
    assertThat(reached()).isEmpty();
  }

  @Test
  void countsTheTimeFromTheFirstStepToTheLast() {
    does(1).after(Duration.ofMinutes(6));
    does(2).after(Duration.ofMinutes(6));

    assertThat(reached()).isEmpty();
  }

  @Test
  void followsALaterBeginningBesideAnEarlierOne() {
    does(1);
    does(2).after(Duration.ofMinutes(6));
    does(1);
    assertThat(reached()).containsExactly(Map.entry("leak", 2));

    story.after(Duration.ofMinutes(6));
    assertThat(reached()).containsExactly(Map.entry("leak", 1));

    does(2);
    assertThat(reached()).containsExactly(Map.entry("leak", 2));
  }

  @Test
  void takesOneCallForOneStepOfASequence() {
    does(1, 2);
    assertThat(reached()).containsExactly(Map.entry("leak", 1));

    does(1, 2);
    assertThat(reached()).containsExactly(Map.entry("leak", 2));
  }

  @Test
  void isNotFooledByAClockThatIsSetBack() {
    does(1).after(Duration.ofHours(-1));

    assertThat(reached()).containsExactly(Map.entry("leak", 1));
  }

  @Test
  void refusesWhatIsBeyondItsBounds() {
    for (int i = 0; i < Chains.MOST; i++) {
      story.calls("any", "{}", new Mark.Step("chain" + i, 1, TEN));
    }

    assertThat(reached()).hasSize(Chains.MOST);
    assertThatThrownBy(() -> does(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> story.calls("any", "{}", new Mark.Step("chain0", Chains.MOST_STEPS + 1, TEN)))
        .isInstanceOf(IllegalStateException.class);
  }
}
