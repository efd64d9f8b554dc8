// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.place;

import java.util.List;

/**
 * The ways in which a text may be read as a path.
 *
 * @param paths canonical, each once: first as written, then as others may read it, then with links
 *     resolved; {@link #ANYWHERE} last, if there are more than could be worked out. Never empty
 * @param certain whether these are all, and the text is surely a path: without NUL and line breaks,
 *     no URL, no variable or file descriptor that only its receiver knows, no loop of links
 */
public record PathReadings(List<String> paths, boolean certain) {
  /** In every directory and of every form, where that restricts; in none where it lets pass. */
  public static final String ANYWHERE = "";

  public PathReadings {
    paths = List.copyOf(paths);
  }
}
