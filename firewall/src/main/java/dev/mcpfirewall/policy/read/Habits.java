// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys that people write out of other systems' habits, and what to write here instead. */
final class Habits {
  /** At the top of a file. */
  static final Map<String, String> OF_FILES =
      Map.ofEntries(
          Map.entry("labels", "labels are given by server: `servers: { \"*\": { labels: … } }`"),
          Map.entry("tools", "tools are named by server: `servers: { \"*\": { tools: … } }`"),
          Map.entry("extends", "write `profiles`"),
          Map.entry("include", "write `profiles`"),
          Map.entry("includes", "write `profiles`"),
          Map.entry("default_action", "write `default`"),
          Map.entry("roles", "write `agents`"));

  /** In a rule. */
  static final Map<String, String> OF_RULES =
      both(
          Map.of(
              "effect", "write `action`",
              "decision", "write `action`",
              "then", "write `action`",
              "when", "write `match`",
              "if", "write `match`",
              "reason", "write `message`"),
          List.of("arguments", "args", "path", "command", "url"),
          "what is asked of arguments stands in `match: { arguments: { NAME: … } }`");

  /** In a test of a value. */
  static final Map<String, String> OF_TESTS =
      Map.ofEntries(
          Map.entry("contains", "write `glob: \"*text*\"`"),
          Map.entry("starts_with", "write `glob: \"text*\"`"),
          Map.entry("prefix", "write `glob: \"text*\"`"),
          Map.entry("ends_with", "write `glob: \"*text\"`"),
          Map.entry("suffix", "write `glob: \"*text\"`"),
          Map.entry("in", "write `one_of`"),
          Map.entry("not_in", "write `not: { one_of: [...] }`"),
          Map.entry("eq", "write `equals`"),
          Map.entry("is", "write `equals`"),
          Map.entry("ne", "write `not: { equals: ... }`"),
          Map.entry("not_equals", "write `not: { equals: ... }`"),
          Map.entry("matches", "write `regex`"),
          Map.entry("min", "write `gte`"),
          Map.entry("max", "write `lte`"),
          Map.entry("within", "write `under`"));

  /** Under {@code rate_limits}. */
  static final String OF_RATES =
      "a tool's limit stands under `tools`, as in `tools: { exec: 5/min }`";

  /** In an entry of {@code servers}. */
  static final Map<String, String> OF_SERVERS =
      both(
          Map.of(),
          List.of("allow", "deny", "enabled", "disabled", "approval"),
          "a tool's state stands behind its name: `tools: { NAME: disabled }`");

  /** In a chain. */
  static final Map<String, String> OF_CHAINS =
      Map.of("window", "write `within`", "sequence", "write `steps`", "effect", "write `action`");

  /** In a flow. */
  static final Map<String, String> OF_FLOWS =
      Map.of(
          "if", "write `when`",
          "then", "write `forbid`, and what becomes of the call as `action`",
          "labels", "write `when`",
          "effect", "write `action`");

  private Habits() {}

  private static Map<String, String> both(
      Map<String, String> some, List<String> others, String help) {
    Map<String, String> all = new HashMap<>(some);
    others.forEach(key -> all.put(key, help));
    return Map.copyOf(all);
  }
}
