// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import java.util.Locale;

/** What counts as found in a folder: rules of some checks, or of any. */
enum Scoring {
  INJECTION,
  UNICODE,
  SECRETS,
  PII,
  PATHS,
  COMMANDS,
  URLS,
  CHAINS,
  ANYTHING;

  /** How the cases of a folder of this name are scored. */
  static Scoring of(String folder) {
    String name = folder.split("_", 2)[0].toUpperCase(Locale.ROOT);
    for (Scoring scoring : values()) {
      if (scoring.name().equals(name)) {
        return scoring;
      }
    }
    return ANYTHING;
  }

  /** Whether a rule is of those checks. */
  boolean counts(String rule) {
    String check = rule.split("\\.", 2)[0];
    return switch (this) {
      case INJECTION, UNICODE -> check.equals("injection") || check.equals("smuggling");
      case SECRETS -> check.equals("secrets");
      case PII -> check.equals("pii");
      case PATHS, COMMANDS, URLS ->
          check.equals("path") || check.equals("command") || check.equals("egress");
      case CHAINS -> check.equals("chains") || check.equals("flows");
      case ANYTHING -> true;
    };
  }
}
