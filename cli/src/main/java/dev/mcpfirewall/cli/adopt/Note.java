// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import dev.mcpfirewall.config.Position;
import java.util.Locale;

/**
 * Something in a file that is not, or not quite, the same after the import.
 *
 * @param at where it stands in that file
 * @param text one sentence
 */
public record Note(Kind kind, Position at, String text) {
  /** What happened to it, the worst last. */
  public enum Kind {
    /** It has no meaning here, and decides nothing there: log directories and the like. */
    DROPPED,
    /** More is refused or asked about than before. */
    STRICTER,
    /** It means something else in corners that the text names. */
    DIFFERENT,
    /** Something that was refused or asked about before may pass. */
    LOOSER;

    /** The one spelling outside Java: lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
