// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** The kinds of personal data that can be looked for. */
public enum PiiKind {
  EMAIL,
  PHONE,
  US_SSN,
  CREDIT_CARD,
  IBAN;

  /** The kind as configuration and rule ids spell it, such as {@code us_ssn}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  Rule rule() {
    Level level = this == EMAIL || this == PHONE ? Level.MEDIUM : Level.HIGH;
    return new Rule("pii." + label().replace('_', '-'), Topic.PII, level, label());
  }
}
