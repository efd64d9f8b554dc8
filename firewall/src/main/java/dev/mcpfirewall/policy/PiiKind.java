// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.Locale;

/** The sorts of personal data that the {@code pii} check knows. */
public enum PiiKind {
  EMAIL,
  PHONE,
  US_SSN,
  CREDIT_CARD,
  IBAN;

  /** How it is written in a configuration, and the label of a redaction. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
