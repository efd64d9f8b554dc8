// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * What a detector reported on a text.
 *
 * @param rule its rule's id
 * @param subject its subject
 */
record Found(String rule, String subject) {
  /** Everything {@code detector} reports, each span checked. */
  static List<Found> in(TextDetector detector, String text) {
    List<Found> all = new ArrayList<>();
    detector.detect(
        text,
        (rule, start, end, subject) -> {
          assertThat(start).as("start in %s", text).isBetween(0, text.length() - 1);
          assertThat(end).as("end in %s", text).isBetween(start + 1, text.length());
          all.add(new Found(rule.id(), subject));
        });
    return all;
  }

  static List<String> rules(TextDetector detector, String text) {
    return in(detector, text).stream().map(Found::rule).distinct().toList();
  }
}
