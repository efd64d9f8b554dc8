// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.List;

/** Splits without a regular expression, which would load more classes than the rules need. */
final class Split {
  private Split() {}

  /** The non-empty parts between {@code separator}s. */
  static List<String> at(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf(separator, from);
      end = end < 0 ? text.length() : end;
      if (end > from) {
        parts.add(text.substring(from, end));
      }
      from = end + 1;
    }
    return parts;
  }
}
