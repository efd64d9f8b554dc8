// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.cases;

import java.util.Optional;

/**
 * What became of a test.
 *
 * @param file and {@code line}: where it stands
 * @param skipped whether it is still to be written
 * @param fault empty if it passed
 */
public record Result(
    String name, String file, int line, boolean skipped, Optional<String> fault, long nanos) {
  /** Whether it passed. */
  public boolean passed() {
    return !skipped && fault.isEmpty();
  }

  /** {@code PASS}, {@code FAIL} or {@code SKIPPED}. */
  public String word() {
    return skipped ? "SKIPPED" : fault.isPresent() ? "FAIL" : "PASS";
  }
}
