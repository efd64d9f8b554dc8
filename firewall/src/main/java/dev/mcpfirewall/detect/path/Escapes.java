// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.path;

import dev.mcpfirewall.text.PercentEscapes;

/**
 * Undoes the escapes that hide dots and slashes from a filter: percent, double, overlong, {@code
 * %u}.
 */
final class Escapes {
  private static final int ROUNDS = 3;

  private Escapes() {}

  /**
   * Whether the text holds an escape no honest writer produces: overlong UTF-8, or dots and slashes
   * twice escaped.
   */
  static boolean suspicious(String text) {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (is(text, at, "%c0")
          || is(text, at, "%c1")
          || is(text, at, "%f0%80")
          || is(text, at, "%f8%80")
          || is(text, at, "%e0%80")
          || is(text, at, "%%3")
          || is(text, at, "%%2")
          || is(text, at, "%00")
          || is(text, at, "%uff0e")
          || is(text, at, "%u221")
          || is(text, at, "%uefc8")
          || is(text, at, "%uf025")
          || is(text, at, "%252e")
          || is(text, at, "%255c")
          || is(text, at, "%25c0")
          || is(text, at, "%25c1")
          || is(text, at, "%2500")) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String text, int at, String lower) {
    return text.regionMatches(true, at, lower, 0, lower.length());
  }

  static String undo(String text) {
    String result = text;
    for (int round = 0; round < ROUNDS && result.indexOf('%') >= 0; round++) {
      String next = PercentEscapes.undo(result);
      if (next.equals(result)) {
        break;
      }
      result = next;
    }
    if (result.contains("0x2") || result.contains("0x5")) {
      result = result.replace("0x2e", ".").replace("0x2f", "/").replace("0x5c", "/");
    }
    if (result.contains("..2f") || result.contains("..5c")) {
      result = result.replace("..2f", "../").replace("..5c", "../");
    }
    return result;
  }
}
