// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import java.util.List;
import java.util.function.Predicate;

/**
 * How the texts of a message are compared with what a policy names. A text can be read in more than
 * one way: with {@code lets} all of them count, else any. Safe for any thread.
 */
interface Readings {
  /** Whether a text, as a path, lies in one of the directories or is one. */
  boolean under(String text, List<String> directories, boolean lets);

  /** Whether it lies in none of them and is none. */
  boolean notUnder(String text, List<String> directories, boolean lets);

  /**
   * Whether a text is of a form.
   *
   * @param name of the argument it is the value of; empty without one
   */
  boolean like(String pattern, String name, String text, boolean lets);

  /** Whether a text passes a test. */
  boolean passes(String name, String text, boolean lets, Predicate<String> test);
}
