// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

/** How closely the calls of a tool are described. */
enum Level {
  /** By folders, hosts, first words and ranges. */
  GENERAL,
  /** By the very values that were seen. */
  EXACT,
  /** Not at all: a person is asked. */
  ASK;

  /** The next stricter one. */
  Level stricter() {
    return switch (this) {
      case GENERAL -> EXACT;
      case EXACT, ASK -> ASK;
    };
  }
}
