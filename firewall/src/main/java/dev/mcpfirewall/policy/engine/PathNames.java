// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import java.util.List;
import java.util.Locale;

/** Whether a text among arguments names a file: by how it looks, or by what it is the value of. */
final class PathNames {
  private static final int LONGEST = 4096;
  private static final List<String> NAMES =
      List.of(
          "path",
          "paths",
          "file",
          "files",
          "filename",
          "filepath",
          "directory",
          "dir",
          "folder",
          "source",
          "destination",
          "cwd",
          "root");

  private PathNames() {}

  static boolean isPath(String name, String text) {
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\n') >= 0) {
      return false;
    }
    String key = name.toLowerCase(Locale.ROOT);
    if (looksLikeOne(text)) {
      return true;
    }
    for (String ending : NAMES) {
      if (key.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has what names of arguments and ordinary words do not have. */
  static boolean looksLikeOne(String text) {
    String bare = text.strip().toLowerCase(Locale.ROOT);
    return bare.startsWith("/")
        || bare.startsWith("~")
        || bare.startsWith("$")
        || bare.startsWith(".")
        || bare.startsWith("\\")
        || bare.startsWith("%")
        || bare.startsWith("file:")
        || bare.contains("/../")
        || isDrive(bare);
  }

  private static boolean isDrive(String text) {
    return text.length() > 2
        && text.charAt(1) == ':'
        && Character.isLetter(text.charAt(0))
        && (text.charAt(2) == '/' || text.charAt(2) == '\\');
  }
}
