// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.policy.CheckAction;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words a key takes, and the words people write instead of them.
 *
 * @param meanings each word and what it means, in the order to show them
 * @param mistaken other words and the right one to suggest
 */
record Words<T>(Map<String, T> meanings, Map<String, String> mistaken) {
  private static final Map<String, String> SWITCHES =
      Map.of("true", "deny", "yes", "deny", "on", "deny", "false", "off", "no", "off");

  static final Words<CheckAction> ACTIONS =
      of(CheckAction.values(), CheckAction::word)
          .also("prompt", CheckAction.APPROVE)
          .suggest(SWITCHES)
          .suggest(
              Map.of(
                  "block",
                  "deny",
                  "refuse",
                  "deny",
                  "mask",
                  "redact",
                  "ask",
                  "approve",
                  "hold",
                  "approve",
                  "warn",
                  "alert",
                  "log",
                  "alert",
                  "log_only",
                  "alert",
                  "allow",
                  "off",
                  "disabled",
                  "off"));

  static final Words<ToolState> TOOL_STATES =
      of(ToolState.values(), ToolState::word)
          .suggest(
              Map.of(
                  "allow",
                  "enabled",
                  "on",
                  "enabled",
                  "true",
                  "enabled",
                  "yes",
                  "enabled",
                  "deny",
                  "disabled",
                  "block",
                  "disabled",
                  "off",
                  "disabled",
                  "false",
                  "disabled"))
          .suggest(Map.of("approve", "approval", "prompt", "approval", "no", "disabled"))
          .suggest(Map.of("ask", "approval", "hold", "approval", "require_approval", "approval"));

  static final Words<ToolState> DEFAULTS =
      of(ToolState.values(), ToolRules::word)
          .also("prompt", ToolState.APPROVAL)
          .suggest(
              Map.of(
                  "enabled",
                  "allow",
                  "on",
                  "allow",
                  "true",
                  "allow",
                  "disabled",
                  "deny",
                  "off",
                  "deny",
                  "false",
                  "deny",
                  "block",
                  "deny",
                  "approval",
                  "approve"))
          .suggest(Map.of("ask", "approve", "hold", "approve", "pass", "allow"));

  /** What a rule may do; also as other firewalls call it. */
  static final Words<Action> RULE_ACTIONS =
      of(Action.values(), Action::word)
          .also("prompt", Action.APPROVE)
          .also("log_only", Action.ALERT)
          .suggest(Map.of("block", "deny", "refuse", "deny", "reject", "deny", "drop", "deny"))
          .suggest(Map.of("ask", "approve", "hold", "approve", "confirm", "approve"))
          .suggest(Map.of("approval", "approve", "require_approval", "approve"))
          .suggest(Map.of("warn", "alert", "log", "alert", "audit", "alert", "monitor", "alert"))
          .suggest(Map.of("mask", "redact", "pass", "allow", "permit", "allow", "accept", "allow"))
          .suggest(Map.of("on", "deny", "true", "deny", "disabled", "deny", "enabled", "allow"));

  /** What a chain or a flow may do: a sequence has no text of its own to redact. */
  static final Words<Action> SEQUENCE_ACTIONS =
      RULE_ACTIONS.without(Action.ALLOW.word(), Action.REDACT.word());

  /** Two switches. */
  static final Words<Boolean> SWITCH =
      of(new Boolean[] {true, false}, String::valueOf)
          .suggest(Map.of("yes", "true", "on", "true", "no", "false", "off", "false"));

  static Words<CheckAction> actionsExceptRedact() {
    return ACTIONS.without(CheckAction.REDACT.word());
  }

  static <T> Words<T> of(T[] values, Function<T, String> word) {
    Map<String, T> meanings = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> meanings.put(word.apply(value), value));
    return new Words<>(meanings, Map.of());
  }

  private Words<T> without(String... words) {
    Map<String, T> fewer = new LinkedHashMap<>(meanings);
    Arrays.asList(words).forEach(fewer::remove);
    return new Words<>(fewer, mistaken);
  }

  private Words<T> also(String word, T meaning) {
    Map<String, T> more = new LinkedHashMap<>(meanings);
    more.put(word, meaning);
    return new Words<>(more, mistaken);
  }

  Words<T> suggest(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(mistaken);
    all.putAll(more);
    return new Words<>(meanings, all);
  }

  Optional<T> meaning(String word) {
    return Optional.ofNullable(meanings.get(word));
  }

  List<String> all() {
    return List.copyOf(meanings.keySet());
  }

  /** The word that was meant by another, if that is known and this key takes it. */
  Optional<String> instead(String word) {
    return Optional.ofNullable(mistaken.get(word)).filter(meanings::containsKey);
  }
}
