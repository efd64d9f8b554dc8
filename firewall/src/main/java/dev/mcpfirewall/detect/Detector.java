// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Set;
import java.util.function.Consumer;

/** Finds what rules describe in a text. Safe for use by any thread; linear in the text's length. */
@FunctionalInterface
public interface Detector {
  /**
   * Scans {@code array[from, to)}. Also what stands there encoded (URL, base64, hex, once or twice)
   * or disguised (Unicode) is looked at; a match then covers the encoded bytes.
   *
   * @param array only read, not kept
   * @param topics what to look for
   * @param found called for each match, in no particular order; matches may overlap
   */
  void scan(
      byte[] array, int from, int to, Escaping escaping, Set<Topic> topics, Consumer<Match> found);
}
