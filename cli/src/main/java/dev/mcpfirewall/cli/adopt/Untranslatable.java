// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

/** Something has no counterpart here. The message goes on after {@code because}. */
final class Untranslatable extends Exception {
  private static final long serialVersionUID = 1L;

  Untranslatable(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
