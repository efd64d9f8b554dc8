// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Coverage;
import dev.mcpfirewall.rego.Explanation;
import dev.mcpfirewall.rego.Settings;
import dev.mcpfirewall.rego.Tracer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What listens to an evaluation. */
record Listeners(Optional<Explanation> explanation, Optional<Coverage> coverage) {
  /** So many steps are told; who needs more does not read them. */
  private static final int MOST = 100_000;

  /** How much of an evaluation is told. */
  enum Explain {
    off,
    full,
    fails,
    debug;

    /** What keeps it. */
    Optional<Explanation> explanation() {
      return switch (this) {
        case off -> Optional.empty();
        case fails -> Optional.of(new Explanation(MOST, Set.of(Tracer.Event.FAIL)));
        case full, debug -> Optional.of(new Explanation(MOST));
      };
    }
  }

  /** Settings that let them hear. */
  Settings settings() {
    if (explanation.isEmpty() && coverage.isEmpty()) {
      return Settings.DEFAULT;
    }
    return Settings.DEFAULT.tracer(step -> {
      explanation.ifPresent(tracer -> tracer.step(step));
      coverage.ifPresent(tracer -> tracer.step(step));
    });
  }

  /** What was told, a line a step. */
  List<String> lines() {
    return explanation.map(told -> told.toString().lines().toList()).orElse(List.of());
  }
}
