// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

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
          .suggest(Map.of("approve", "approval", "prompt", "approval", "no", "disabled"));

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
                  "approve"));

  static Words<CheckAction> actionsExceptRedact() {
    Map<String, CheckAction> words = new LinkedHashMap<>(ACTIONS.meanings);
    words.remove(CheckAction.REDACT.word());
    return new Words<>(words, ACTIONS.mistaken);
  }

  static <T> Words<T> of(T[] values, Function<T, String> word) {
    Map<String, T> meanings = new LinkedHashMap<>();
    Arrays.stream(values).forEach(value -> meanings.put(word.apply(value), value));
    return new Words<>(meanings, Map.of());
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
