// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Scans texts for tests, with every rule on unless told otherwise. */
final class Scanned {
  static final StandardDetector DETECTOR = StandardDetector.of(DetectorOptions.DEFAULT);
  static final Set<Topic> ALL = EnumSet.allOf(Topic.class);

  private Scanned() {}

  static List<Match> plain(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8), Escaping.NONE, ALL);
  }

  static List<Match> json(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8), Escaping.JSON, ALL);
  }

  static List<Match> bytes(byte[] text, Escaping escaping, Set<Topic> topics) {
    List<Match> matches = new ArrayList<>();
    DETECTOR.scan(text, 0, text.length, escaping, topics, matches::add);
    matches.sort(Comparator.comparingInt(Match::start).thenComparing(match -> match.rule().id()));
    return matches;
  }

  /** The ids of the rules that matched, in order of place. */
  static List<String> rules(String text) {
    return plain(text).stream().map(match -> match.rule().id()).toList();
  }

  /** What matched of the text, for a rule. */
  static List<String> found(String text, String rule) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return plain(text).stream()
        .filter(match -> match.rule().id().equals(rule))
        .map(m -> new String(bytes, m.start(), m.end() - m.start(), StandardCharsets.UTF_8))
        .toList();
  }
}
