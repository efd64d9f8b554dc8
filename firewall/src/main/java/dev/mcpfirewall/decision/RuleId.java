// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.decision;

/**
 * The stable, documented name of a rule, such as {@code egress.private-address}.
 *
 * @param value lower-case words, joined by dots and hyphens
 */
public record RuleId(String value) implements Comparable<RuleId> {
  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
