// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PolicyInput.Exceeded;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.RateLimit.Scope;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static RateLimit limit(Scope scope, String of, long calls, Duration per) {
    return new RateLimit(scope, Glob.names(of), calls, per, new Position("p.yaml", 1, 1));
  }

  private static List<Rulebook> books(RateLimit... limits) {
    Rulebook none = Rulebook.EMPTY;
    return List.of(
        new Rulebook(
            none.tools(),
            none.labels(),
            none.agents(),
            none.rules(),
            none.outbound(),
            Arrays.asList(limits),
            none.sequences(),
            none.extension()));
  }

  private static int passing(RateLimits limits, int calls, String tool, Instant now) {
    int passed = 0;
    for (int i = 0; i < calls; i++) {
      passed += limits.take("a", "s", tool, now).isEmpty() ? 1 : 0;
    }
    return passed;
  }

  @Test
  void letsSoManyThroughAndThenOneAfterTheOther() {
    RateLimits limits = RateLimits.of(books(limit(Scope.TOOL, "exec", 5, Duration.ofMinutes(1))));

    assertThat(passing(limits, 9, "exec", START)).isEqualTo(5);
    assertThat(limits.take("a", "s", "exec", START))
        .containsExactly(new Exceeded("tool exec", 12_000, "p.yaml:1:1"));
    assertThat(passing(limits, 9, "exec", START.plusMillis(11_999))).isZero();
    assertThat(passing(limits, 9, "exec", START.plusSeconds(12))).isEqualTo(1);
    assertThat(passing(limits, 9, "other", START)).isEqualTo(9);
  }

  @Test
  void countsEachNameOfAScopeByItselfHoweverItIsSpelt() {
    RateLimits limits = RateLimits.of(books(limit(Scope.TOOL, "*", 1, Duration.ofMinutes(1))));

    assertThat(passing(limits, 3, "exec", START)).isEqualTo(1);
    assertThat(passing(limits, 3, "read", START)).isEqualTo(1);
    for (String disguise : List.of("EXEC", " exec", "exec\u200b", "\uff45xec", "\u0435xec")) {
      assertThat(passing(limits, 3, disguise, START)).as(disguise).isZero();
    }
  }

  @Test
  void madeUpNamesShareOneCountOnceThereAreTooMany() {
    RateLimits limits = RateLimits.of(books(limit(Scope.TOOL, "*", 1, Duration.ofDays(1))));

    int passed = 0;
    for (int i = 0; i < 5 * Counts.MOST; i++) {
      passed += passing(limits, 1, "t" + i, START);
    }

    assertThat(passed).isEqualTo(Counts.MOST + 1);
    assertThat(passing(limits, 2, "x".repeat(1_000_000), START)).isZero();
  }

  @Test
  void aRefusedCallUsesNothingUp() {
    RateLimits limits =
        RateLimits.of(
            books(
                limit(Scope.GLOBAL, "*", 10, Duration.ofDays(1)),
                limit(Scope.TOOL, "exec", 2, Duration.ofDays(1))));

    assertThat(passing(limits, 50, "exec", START)).isEqualTo(2);
    assertThat(passing(limits, 50, "read", START)).isEqualTo(8);
    assertThat(limits.take("a", "s", "exec", START))
        .extracting(Exceeded::limit)
        .containsExactly("global", "tool exec");
  }

  @Test
  void countsByAgentAndByServer() {
    RateLimits limits =
        RateLimits.of(
            books(
                limit(Scope.AGENT, "cursor", 1, Duration.ofDays(1)),
                limit(Scope.SERVER, "git*", 1, Duration.ofDays(1))));

    assertThat(limits.take("cursor", "x", "t", START)).isEmpty();
    assertThat(limits.take("Cursor", "x", "t", START)).hasSize(1);
    assertThat(limits.take("", "x", "t", START)).isEmpty();
    assertThat(limits.take("claude", "github", "t", START)).isEmpty();
    assertThat(limits.take("claude", "GitHub", "t", START)).hasSize(1);
  }

  @Test
  void whatHasBeenCalledCountsOnUnderAnotherPolicyWhereTheLimitStays() {
    RateLimit exec = limit(Scope.TOOL, "exec", 2, Duration.ofDays(1));
    RateLimit moved =
        new RateLimit(exec.scope(), exec.of(), 2, exec.per(), new Position("p.yaml", 9, 9));
    RateLimits limits = RateLimits.of(books(exec));
    assertThat(passing(limits, 3, "exec", START)).isEqualTo(2);

    RateLimits same = limits.under(books(limit(Scope.GLOBAL, "*", 9, Duration.ofDays(1)), moved));
    assertThat(same.take("a", "s", "exec", START))
        .containsExactly(new Exceeded("tool exec", 43_200_000, "p.yaml:9:9"));
    RateLimits changed = same.under(books(limit(Scope.TOOL, "exec", 3, Duration.ofDays(1))));
    assertThat(passing(changed, 9, "exec", START)).isEqualTo(3);
  }

  @Test
  void aClockSetBackLocksNobodyOutAndLetsNobodyIn() {
    RateLimits limits = RateLimits.of(books(limit(Scope.GLOBAL, "*", 1, Duration.ofMinutes(1))));
    assertThat(passing(limits, 3, "t", START)).isEqualTo(1);

    Instant back = START.minus(Duration.ofDays(400));
    assertThat(passing(limits, 3, "t", back)).isZero();
    assertThat(passing(limits, 3, "t", back.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void aLimitThatIsNoneLetsEverythingThrough() {
    RateLimits limits =
        RateLimits.of(books(limit(Scope.GLOBAL, "*", Long.MAX_VALUE, Duration.ofMillis(1))));

    assertThat(passing(limits, 100, "t", START)).isEqualTo(100);
  }
}
