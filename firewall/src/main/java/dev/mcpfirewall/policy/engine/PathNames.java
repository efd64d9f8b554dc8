// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.policy.place.Names;
import dev.mcpfirewall.policy.place.Places;
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
    if (text.isBlank()) {
      return false;
    }
    if (isPathName(name)) {
      return true;
    }
    // A long text that is no path but for what leads nowhere is contents.
    String bare = Places.withoutPadding(text, LONGEST);
    return bare.length() <= LONGEST && bare.indexOf('\n') < 0 && looksLikeOne(bare);
  }

  /** Whether an argument of this name holds paths. */
  static boolean isPathName(String name) {
    String key = Names.fold(name);
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
        || bare.contains("\\..\\")
        || isDrive(bare);
  }

  private static boolean isDrive(String text) {
    return text.length() > 2
        && text.charAt(1) == ':'
        && Character.isLetter(text.charAt(0))
        && (text.charAt(2) == '/' || text.charAt(2) == '\\');
  }
}
