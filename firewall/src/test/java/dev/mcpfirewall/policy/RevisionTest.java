// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpfirewall.policy.rule.Rulebook;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every field that a decision hangs on is in the revision. */
class RevisionTest {
  @TempDir private Path root;

  /** For each field of each record of a book: YAML that differs from the first in it alone. */
  private static Map<String, List<String>> variants() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put(
        "tools",
        List.of(
            "default: deny",
            "servers: { a: { default: deny } }",
            "servers: { b: { default: deny } }",
            "servers: { a: { tools: { x: disabled } } }",
            "servers: { a: { tools: { x: approval } } }"));
    all.put(
        "labels",
        List.of(
            "servers: { a: { trusted: true } }",
            "servers: { b: { trusted: true } }",
            "servers: { a: { labels: { x: m } } }",
            "servers: { a: { labels: { x: n } } }",
            "servers: { a: { labels: { x: [] } } }",
            "servers: { a: { labels: { x: [m, n] } } }",
            "servers: { a: { labels: { y: m } } }"));
    all.put(
        "agents",
        List.of(
            "agents: { a: {} }",
            "agents: { b: {} }",
            "agents: { a: { allow: [] } }",
            "agents: { a: { allow: [x] } }",
            "agents: { a: { deny: [x] } }",
            "agents: { a: { deny: [x, y] } }",
            "agents: { a: { deny: [\"x, y\"] } }",
            "agents: { a: { require_approval: [x] } }"));
    all.put("rules", rules("rules"));
    all.put("outbound", rules("outbound_rules"));
    all.put(
        "rates",
        List.of(
            "rate_limits: { global: 1/s }",
            "rate_limits: { global: 2/s }",
            "rate_limits: { global: 1/min }",
            "rate_limits: { tools: { \"*\": 1/s } }",
            "rate_limits: { tools: { x: 1/s } }",
            "rate_limits: { servers: { x: 1/s } }",
            "agents: { x: { rate_limit: 1/s } }"));
    all.put("sequences", sequences());
    all.put(
        "extension",
        List.of(
            "rego: [a.rego]",
            "rego: [b.rego]",
            "rego: [{ file: a.rego, rego_version: v0 }]",
            "data: { a: a.json }",
            "data: { b: a.json }",
            "data: { a: b.json }"));
    return all;
  }

  private static List<String> rules(String list) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                "action: deny",
                "action: allow",
                "action: deny, tool: x",
                "action: deny, server: x",
                "action: deny, agent: x",
                "action: deny, method: x",
                "action: deny, message: x",
                "action: deny, label: x",
                "action: deny, match: { secrets: true }",
                "action: deny, match: { secrets: false }",
                "action: deny, match: { pii: true }",
                "action: deny, match: { labels: x }",
                "action: deny, match: { text: x }",
                "action: deny, match: { text: { regex: x } }"));
    for (String test :
        List.of(
            "x",
            "5",
            "\"5\"",
            "true",
            "\"true\"",
            "{ regex: x }",
            "{ equals: x }",
            "{ equals: null }",
            "{ one_of: [x, y] }",
            "{ one_of: [\"x, y\"] }",
            "{ under: /x }",
            "{ not_under: /x }",
            "{ lt: 5 }",
            "{ lte: 5 }",
            "{ gt: 5 }",
            "{ gte: 5 }",
            "{ secrets: true }",
            "{ exists: true }",
            "{ from: x }",
            "{ not: x }",
            "{ not: { not: x } }")) {
      parts.add("action: deny, match: { arguments: { p: " + test + " } }");
    }
    parts.add("action: deny, match: { arguments: { q: x } }");
    List<String> all = new ArrayList<>();
    parts.forEach(part -> all.add(list + ": [{ name: r, " + part + " }]"));
    all.add(list + ": [{ name: s, action: deny }]");
    all.add(list + ": [{ name: r, action: deny }, { name: s, action: deny }]");
    all.add(list + ": [{ name: s, action: deny }, { name: r, action: deny }]");
    if (list.equals("outbound_rules")) {
      all.add(list + ": [{ name: r, action: deny, match: { response_size_exceeds: 5 } }]");
    }
    return all;
  }

  private static List<String> sequences() {
    List<String> all = new ArrayList<>();
    for (String chain :
        List.of(
            "name: c, within: 1m, action: deny, steps: [{ tool: a }, { tool: b }]",
            "name: d, within: 1m, action: deny, steps: [{ tool: a }, { tool: b }]",
            "name: c, within: 2m, action: deny, steps: [{ tool: a }, { tool: b }]",
            "name: c, within: 1m, action: alert, steps: [{ tool: a }, { tool: b }]",
            "name: c, within: 1m, action: deny, message: m, steps: [{ tool: a }, { tool: b }]",
            "name: c, within: 1m, action: deny, steps: [{ tool: b }, { tool: a }]",
            "name: c, within: 1m, action: deny, steps: [{ server: a }, { tool: b }]",
            "name: c, within: 1m, action: deny, steps: [{ tool: a }, { tool: b, arguments: { x: y } }]")) {
      all.add("chains: [{ " + chain + " }]");
    }
    for (String flow :
        List.of(
            "name: f, when: [a], forbid: egress, action: deny",
            "name: g, when: [a], forbid: egress, action: deny",
            "name: f, when: [b], forbid: egress, action: deny",
            "name: f, when: [a, b], forbid: egress, action: deny",
            "name: f, when: [a], forbid: { tool: egress }, action: deny",
            "name: f, when: [a], forbid: egress, action: alert",
            "name: f, when: [a], forbid: egress, action: deny, message: m")) {
      all.add("flows: [{ " + flow + " }]");
    }
    return all;
  }

  @Test
  void differsInEveryField() {
    Reading reading = new Reading(root);
    reading.write("a.rego", "package a\n");
    reading.write("b.rego", "package b\n");
    reading.write("a.json", "1");
    reading.write("b.json", "2");
    Map<String, String> seen = new LinkedHashMap<>();
    seen.put(PolicyFile.DEFAULTS.revision().digest(), "nothing");

    variants().values().stream()
        .flatMap(List::stream)
        .forEach(yaml -> {
          String revision = reading.load(yaml).revision().digest();
          assertThat(seen).as(yaml + " as " + seen.get(revision)).doesNotContainKey(revision);
          seen.put(revision, yaml);
        });
  }

  @Test
  void noFieldOfABookIsForgottenHere() {
    assertThat(Rulebook.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactlyElementsOf(variants().keySet());
  }

  @Test
  void positionsAndCommentsAreNotInIt() {
    Reading reading = new Reading(root);

    assertThat(reading.load("\n# x\nrules: [{ action: deny, name: r }]").revision())
        .isEqualTo(reading.load("rules:\n  - name: r\n    action: deny\n").revision());
  }

  @Test
  void whatAProjectAddsIsInIt() {
    PolicyFile own = new Reading(root).load("rules: [{ name: r, action: deny }]").policy();
    PolicyFile other = new Reading(root).load("rules: [{ name: s, action: deny }]").policy();

    assertThat(own.stricter(other).revision()).isNotIn(own.revision(), other.revision());
  }
}
