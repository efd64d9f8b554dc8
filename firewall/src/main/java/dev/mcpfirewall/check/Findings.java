// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.detect.Topic;
import dev.mcpfirewall.json.Pointer;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.policy.PolicyInput.Found;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the detectors have found, in the words of the policy. */
final class Findings {
  /**
   * Of each check, in what a server sends. Policies ask whether something was found; a list of ten
   * thousand addresses is told as the first of them, and all are acted on all the same.
   */
  private static final int MOST_OUTBOUND = 256;

  /** Characters of all pointers together. */
  private static final int MOST_TEXT = 1 << 24;

  private Findings() {}

  /** How a configuration names the check of a topic. */
  static String check(Topic topic) {
    return switch (topic) {
      case INJECTION -> "injection";
      case SMUGGLING -> "smuggling";
      case SECRET -> "secrets";
      case PII -> "pii";
      case PATH -> "paths";
      case COMMAND -> "commands";
      case EGRESS -> "egress";
    };
  }

  /** The hits with their places. */
  static List<Found> of(List<Scan.Hit> hits, Exchange exchange, Message message) {
    if (hits.isEmpty()) {
      return List.of();
    }
    List<Scan.Hit> told = exchange.direction() == Direction.OUTBOUND ? some(hits) : hits;
    BitSet places = new BitSet();
    told.forEach(hit -> places.set(hit.surface().value().index()));
    Map<Integer, Pointer> pointers = message.document().pointers(places, MOST_TEXT);
    return told.stream().map(hit -> found(hit, pointers)).toList();
  }

  private static Found found(Scan.Hit hit, Map<Integer, Pointer> pointers) {
    Pointer at = pointers.getOrDefault(hit.surface().value().index(), Pointer.ROOT);
    return new Found(check(hit.topic()), hit.match().rule().id(), hit.severity(), at.rfc6901());
  }

  private static List<Scan.Hit> some(List<Scan.Hit> hits) {
    Map<Topic, Integer> counts = new EnumMap<>(Topic.class);
    List<Scan.Hit> some = new ArrayList<>();
    for (Scan.Hit hit : hits) {
      if (counts.merge(hit.topic(), 1, Integer::sum) <= MOST_OUTBOUND) {
        some.add(hit);
      }
    }
    return some;
  }
}
