// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.ShellAndHosts;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.Decision;
import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.PolicyEngine;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.place.Links;
import dev.mcpfirewall.policy.place.PathReader;
import dev.mcpfirewall.policy.place.Places;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The compiled Rego and a plain reading of the books agree, on random books and messages: {@code
 * -Ddifferential.books=N} for more of them, {@code -Ddifferential.seed=N} for others.
 */
class DifferentialTest {
  private static final int BOOKS = Integer.getInteger("differential.books", 400);
  private static final int MESSAGES = 250;
  private static final long SEED = Long.getLong("differential.seed", 4);

  private static final Site SITE =
      new Site(
          Path.of("/home/ann"),
          Path.of("/home/ann/shop"),
          Path.of("/home/ann/shop"),
          true,
          List.of(DomainPattern.parse("docs.example.com")));

  private final PlainTests tests =
      new PlainTests(
          new Places(new PathReader(SITE.roots(), Links.NONE), new ShellAndHosts()), SITE);

  @Test
  void regoSaysWhatTheBooksMean() {
    Map<dev.mcpfirewall.decision.Effect, Integer> effects =
        new EnumMap<>(dev.mcpfirewall.decision.Effect.class);
    for (int i = 0; i < BOOKS; i++) {
      Random random = new Random(SEED * 1_000_003 + i);
      List<Rulebook> books = new RandomBooks(random).books();
      PolicyEngine engine =
          RegoEngine.of(books, new PolicyRevision("test"), SITE, new ShellAndHosts());
      for (int j = 0; j < MESSAGES; j++) {
        PolicyInput input = new RandomMessages(random).message();

        Decision actual = engine.decide(input);

        Decision expected = new PlainReading(books, tests, input).decide();
        if (!actual.equals(expected)) {
          assertThat(actual)
              .as("books %s of seed %s: %s%n%s", i, SEED, RandomMessages.text(input), books)
              .isEqualTo(expected);
        }
        effects.merge(actual.effect(), 1, Integer::sum);
      }
    }

    // Otherwise it would have compared nothing worth it.
    assertThat(effects)
        .hasSize(4)
        .allSatisfy((effect, count) -> assertThat(count).isGreaterThan(BOOKS * MESSAGES / 250));
  }
}
