// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.json;

/** What bytes turn out to be. */
public sealed interface Parsed permits Document, Parsed.Refused {
  /**
   * Not strict JSON.
   *
   * @param flaw what is wrong
   * @param offset of the byte where it was noticed
   */
  record Refused(Flaw flaw, int offset) implements Parsed {}
}
