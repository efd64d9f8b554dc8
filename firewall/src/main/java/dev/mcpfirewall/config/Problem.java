// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.util.Optional;

/**
 * Something wrong in a configuration file, told so that a person can mend it.
 *
 * @param at where
 * @param kind what sort of thing is wrong; its id is stable and documented
 * @param message one sentence, lower case, what the file says in backticks
 * @param help what to do about it, if that can be said
 */
public record Problem(Position at, Kind kind, String message, Optional<String> help) {
  /** Everything that can be wrong. */
  public enum Kind {
    UNREADABLE("config.unreadable"),
    TOO_LARGE("config.too-large"),
    NOT_UTF8("config.not-utf8"),
    SYNTAX("config.syntax"),
    STRUCTURE("config.structure"),
    DUPLICATE_KEY("config.duplicate-key"),
    UNKNOWN_KEY("config.unknown-key"),
    CONTRADICTION("config.contradiction"),
    WRONG_TYPE("config.wrong-type"),
    BAD_VALUE("config.bad-value"),
    REGO("config.rego"),
    WOULD_LOOSEN("config.would-loosen");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The stable name outside Java. */
    public String id() {
      return id;
    }
  }

  /**
   * {@code file:line:column: message}, and the help on a line of its own. Keys and values that are
   * quoted there may come from a repository of others: nothing that a terminal obeys is left.
   */
  @Override
  public String toString() {
    return plain(at + ": " + message) + help.map(text -> "\n  help: " + plain(text)).orElse("");
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }
}
