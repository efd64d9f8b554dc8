// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is found wrong, until all stages have looked. */
final class Problems {
  private final List<RegoError> errors = new ArrayList<>();
  private int mark;

  /** From here on a new rule is looked at. */
  void mark() {
    mark = errors.size();
  }

  /** Whether nothing is wrong with the rule at hand so far. */
  boolean isQuiet() {
    return errors.size() == mark;
  }

  void compile(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.COMPILE, message, at));
  }

  void type(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.TYPE, message, at));
  }

  void add(RegoError error, Optional<String> help) {
    errors.add(help.map(error::help).orElse(error));
  }

  int size() {
    return errors.size();
  }

  /** Throws what was found, in the order of the texts. */
  void raise(List<Source> sources) {
    if (errors.isEmpty()) {
      return;
    }
    Map<Source, Integer> ranks = new HashMap<>();
    sources.forEach(source -> ranks.putIfAbsent(source, ranks.size()));
    errors.sort(
        Comparator.comparingInt((RegoError e) -> ranks.getOrDefault(e.at().source(), -1))
            .thenComparingInt(e -> e.at().start()));
    throw new RegoException(errors.stream().distinct().toList());
  }
}
