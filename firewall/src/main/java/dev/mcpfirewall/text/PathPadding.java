// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.text;

/**
 * Takes out of a path what leads nowhere: {@code ./}, doubled slashes, {@code name/../}. Programs
 * that resolve a path before they open it open one that no kernel would take for its length.
 */
public final class PathPadding {
  /** Who climbs higher is at the root. */
  private static final int MOST_CLIMBS = 256;

  private PathPadding() {}

  /**
   * The path without padding, percent escapes undone if it is too long with them. Linear.
   *
   * @param longest characters that a path has; what has more even so is given as it stands
   */
  public static String without(String path, int longest) {
    String bare = resolved(path);
    if (bare.length() > longest && path.indexOf('%') >= 0) {
      bare = resolved(PercentEscapes.undo(PercentEscapes.undo(path)));
    }
    return bare.length() > longest ? path : bare;
  }

  private static String resolved(String path) {
    StringBuilder out = new StringBuilder(Math.min(path.length(), 1 << 12));
    int climbs = 0;
    int at = 0;
    while (at < path.length()) {
      int end = at;
      while (end < path.length() && !isSlash(path.charAt(end))) {
        end++;
      }
      int behind = Math.min(end + 1, path.length());
      boolean up = end - at == 2 && path.startsWith("..", at);
      boolean stays = end == at && at > 0 || end - at == 1 && path.charAt(at) == '.';
      if (up && isLed(out)) {
        out.setLength(start(out, out.length() - 1));
      } else if (!stays && !(up && ++climbs > MOST_CLIMBS)) {
        out.append(path, at, behind);
      }
      at = behind;
    }
    return out.toString();
  }

  /** Whether the last component is a name, which {@code ..} leaves again. */
  private static boolean isLed(StringBuilder out) {
    int end = out.length() - 1;
    int start = end < 0 ? 0 : start(out, end);
    boolean up = end - start == 2 && out.charAt(start) == '.' && out.charAt(start + 1) == '.';
    return end > start && !up;
  }

  private static int start(StringBuilder out, int end) {
    int start = end;
    while (start > 0 && !isSlash(out.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }
}
