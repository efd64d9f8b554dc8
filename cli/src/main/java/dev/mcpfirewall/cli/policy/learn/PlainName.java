// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.learn;

import dev.mcpfirewall.policy.place.Names;
import java.util.Locale;

/** Names that a policy can write so that they mean themselves and nothing else. */
final class PlainName {
  private static final int LONGEST = 200;

  /** What is no wildcard of names is refused in them, as most who write it mean one. */
  private static final String PATTERN = "*?|[]{}^";

  private PlainName() {}

  /**
   * Whether there is a pattern for this name and those alone that differ in case: one with
   * wildcards, space around it, look-alike or invisible letters in it has none.
   */
  static boolean is(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.equals(name.strip())
        && name.chars().noneMatch(c -> PATTERN.indexOf(c) >= 0)
        && name.codePoints()
            .noneMatch(c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE)
        && Names.fold(name).equals(name.toLowerCase(Locale.ROOT));
  }

  /** The name as it is compared. */
  static String folded(String name) {
    return Names.fold(name);
  }
}
