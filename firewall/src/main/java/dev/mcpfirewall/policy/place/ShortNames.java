// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

/**
 * 8.3 names ({@code progra~1}) in paths of Windows whose long names could not be looked up. Each
 * counts as whatever directory it may stand for.
 */
final class ShortNames {
  private ShortNames() {}

  /** Whether a canonical path may lie in a canonical directory because of such a name in it. */
  static boolean isUnder(String path, String directory) {
    if (path.indexOf('~') < 0 || path.startsWith("/") && !path.startsWith("//")) {
      return false;
    }
    String[] names = path.split("/", -1);
    String[] wanted = directory.split("/", -1);
    if (names.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!names[i].equals(wanted[i]) && !mayBe(names[i], wanted[i])) {
        return false;
      }
    }
    return true;
  }

  /** The first letters of the long name without blanks and dots, or a hash behind two of them. */
  private static boolean mayBe(String name, String longName) {
    int tilde = name.indexOf('~');
    if (tilde < 1 || tilde > 6 || name.length() > 12) {
      return false;
    }
    String plain = longName.replace(" ", "").replace(".", "");
    return plain.startsWith(name.substring(0, Math.min(tilde, 2)));
  }
}
