// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.pipeline;

import dev.mcpfirewall.decision.Mark;
import java.util.Optional;
import java.util.Set;

/**
 * The request that an answer answers, as far as checks need to know it.
 *
 * @param method its method
 * @param tool the tool it called, for {@code tools/call}
 * @param labels what the decision about the request said of its result
 */
public record Asked(String method, Optional<String> tool, Set<Mark.Labelled> labels) {
  public Asked {
    labels = Set.copyOf(labels);
  }

  /** A request of whose result nothing is known. */
  public Asked(String method, Optional<String> tool) {
    this(method, tool, Set.of());
  }
}
