// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What mcpwall does to every text of its file before it reads it: variables, and the path that a
 * text is if it begins with a slash.
 *
 * @param home the person's directory
 */
record McpwallText(String home) {
  /** The text as mcpwall sees it, but for the directory of the project. */
  String substituted(String text) throws Untranslatable {
    if (text.contains("${PROJECT_DIR}")) {
      throw new Untranslatable("`${PROJECT_DIR}` stands where it can't be looked up here");
    }
    String full = text.replace("${HOME}", home);
    return resolved(full.startsWith("~/") ? home + full.substring(1) : full);
  }

  /** Of regular expressions, too: a slash at the end of one that begins with a slash is lost. */
  private static String resolved(String text) {
    if (!text.startsWith("/")) {
      return text;
    }
    Deque<String> kept = new ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.equals("..")) {
        kept.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        kept.addLast(part);
      }
    }
    return "/" + String.join("/", kept);
  }
}
