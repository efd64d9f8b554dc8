// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * Decides whether a keyword's place in a text is a match. Stateless. The work for one call is
 * bounded by a constant or by what it covers, see {@link #examine}.
 */
@FunctionalInterface
interface Finder {
  /**
   * Looks around a keyword.
   *
   * @return places before this offset need not be shown to this finder again; at most a constant
   *     amount of work was done beyond what lies between the keyword and here
   */
  int examine(Scan scan, int keywordStart, int keywordEnd);
}
