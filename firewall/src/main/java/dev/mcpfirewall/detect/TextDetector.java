// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * Finds things in a text that is already decoded. {@link Detector} calls it once for each decoded
 * view of a text and maps what it reports back to the original bytes. Implementations are stateless
 * and linear in the text's length.
 */
@FunctionalInterface
interface TextDetector {
  /** Reports every match in {@code text}. */
  void detect(String text, Sink sink);

  /** Where matches go. */
  @FunctionalInterface
  interface Sink {
    /**
     * A match.
     *
     * @param start first character
     * @param end behind the last character
     * @param subject as in {@link Match#subject()}
     */
    void found(Rule rule, int start, int end, String subject);
  }
}
