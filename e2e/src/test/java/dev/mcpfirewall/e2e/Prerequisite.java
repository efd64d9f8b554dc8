// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs of its machine. */
final class Prerequisite {
  private Prerequisite() {}

  /** Skips the test where {@code met} is false, but fails it in CI: there it must be met. */
  static void inCi(boolean met, String otherwise) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(met).as(otherwise).isTrue();
    }
    assumeTrue(met, otherwise);
  }

  /** Skips the test where {@code met} is false. */
  static void optional(boolean met, String otherwise) {
    assumeTrue(met, otherwise);
  }

  /** Skips the test where processes can't be looked into by way of {@code /proc}. */
  static void procfs() {
    optional(Processes.visible(), "needs /proc");
  }
}
