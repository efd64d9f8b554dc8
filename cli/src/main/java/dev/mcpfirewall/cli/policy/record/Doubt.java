// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import java.util.Locale;

/** Why a recorded message cannot be told again as it was. */
public enum Doubt {
  ANSWER("answers: the log does not keep what they said"),
  PROTOCOL("no proper messages: refused before any rule was asked"),
  KILLED("refused by the kill switch, whatever they were"),
  SECRET("something in them was concealed, and the log does not have it"),
  CUT("too long for the log, which has a part of them and a digest"),
  NUMBER("a number in them is one that the log cannot hold"),
  BROKEN("what the log has of them is no message");

  private final String words;

  Doubt(String words) {
    this.words = words;
  }

  /** Words behind a number of messages and a colon. */
  public String words() {
    return words;
  }

  /** The stable spelling outside Java: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
