// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.detect.shell.ShellScript;

/**
 * Texts of nothing but words: no slash, dot, quote or sign that a path, an address or a shell
 * needs. Most texts are such, and only few of them can ask for anything.
 */
final class PlainWords {
  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,_-".toCharArray()) {
      PLAIN[c] = true;
    }
  }

  /** No system has longer paths, and hosts are shorter. */
  private static final int LONGEST_NAME = 4096;

  private PlainWords() {}

  /** Whether the text is nothing but words. */
  static boolean are(TextView view) {
    byte[] bytes = view.bytes();
    for (int i = view.from(); i < view.to(); i++) {
      if (!PLAIN[bytes[i] & 0xFF]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether plain words may name a file or a host, as a lone word may, or are a command: then they
   * start with a program, or ask for a deletion.
   */
  static boolean mayAct(String words) {
    int start = 0;
    while (start < words.length() && words.charAt(start) == ' ') {
      start++;
    }
    int end = words.indexOf(' ', start);
    if (end < 0) {
      return words.length() <= LONGEST_NAME;
    }
    return ShellScript.startsWithProgram(words.substring(start, end))
        || ShellScript.mayDelete(words, start);
  }
}
