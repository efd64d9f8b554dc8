// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * All that is wrong.
   *
   * @param problems at least one
   */
  public ConfigException(List<Problem> problems) {
    super(sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = sorted(problems);
  }

  /** File by file as they were read; one file is read in several goes. */
  private static List<Problem> sorted(List<Problem> problems) {
    List<String> files = problems.stream().map(problem -> problem.at().file()).distinct().toList();
    return problems.stream()
        .sorted(
            Comparator.<Problem>comparingInt(problem -> files.indexOf(problem.at().file()))
                .thenComparingInt(problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column()))
        .toList();
  }

  static ConfigException of(Position at, Problem.Kind kind, String message, String help) {
    return new ConfigException(List.of(new Problem(at, kind, message, Optional.of(help))));
  }

  /** All that is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
