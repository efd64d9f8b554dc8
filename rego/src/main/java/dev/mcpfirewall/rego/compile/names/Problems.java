// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

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
public final class Problems {
  private final List<RegoError> errors = new ArrayList<>();
  private int mark;

  /** From here on a new rule is looked at. */
  public void mark() {
    mark = errors.size();
  }

  /** Takes note of something wrong with a definition that can't be used. */
  public void recursion(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.RECURSION, message, at));
  }

  /** Whether nothing is wrong with the rule at hand so far. */
  public boolean isQuiet() {
    return errors.size() == mark;
  }

  public void compile(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.COMPILE, message, at));
  }

  public void type(Location at, String message) {
    errors.add(RegoError.of(ErrorCode.TYPE, message, at));
  }

  public void add(RegoError error, Optional<String> help) {
    errors.add(help.map(error::help).orElse(error));
  }

  public int size() {
    return errors.size();
  }

  /** Throws what was found, in the order of the texts. */
  public void raise(List<Source> sources) {
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
