// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Match;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code rules:} and {@code outbound_rules:}. */
final class RulesReader {
  private static final List<String> KEYS =
      Stream.concat(
              Stream.of("name", "match", "action", "message", "label", "labels"),
              MatchReader.SCOPE.stream())
          .toList();

  private final Names names;
  private final String list;
  private final MatchReader matches;

  /** A reader of the list with this name. */
  RulesReader(Fields file, String list, boolean outbound, String prefix) {
    this.names = new Names(file, list, prefix);
    this.list = list;
    this.matches = new MatchReader(outbound);
  }

  /** This file's rules, and behind them those of {@code before} that it has no other of. */
  List<Rule> read(Fields file, List<Rule> before) {
    List<Rule> rules = new ArrayList<>();
    List<Fields> items = file.maps(list);
    for (int i = 0; i < items.size(); i++) {
      rule(items.get(i), i).ifPresent(rules::add);
    }
    return Names.overlay(rules, before, Rule::name);
  }

  private Optional<Rule> rule(Fields fields, int index) {
    fields.only(KEYS, Habits.OF_RULES);
    String name = names.read(fields, index);
    Fields match = matches.fields(fields);
    Scope scope = MatchReader.scope(fields, match);
    Match asked = matches.read(match);
    Optional<Action> action = fields.required("action", Words.RULE_ACTIONS);
    fields.note(list + "." + name, fields.at());
    return action.map(does ->
        new Rule(
            name,
            scope,
            asked,
            does,
            fields.optional("message", Patterns::message),
            labels(fields),
            fields.at()));
  }

  private static List<Label> labels(Fields fields) {
    Optional<Node> one = fields.node("label");
    if (one.isPresent() && fields.node("labels").isPresent()) {
      fields.problem(
          one.get().at(),
          Kind.DUPLICATE_KEY,
          "`label` and `labels` are both here",
          "keep `labels`; it takes a list");
    }
    List<Label> labels = new ArrayList<>(fields.oneOrMore("label", Patterns::sessionLabel));
    labels.addAll(fields.oneOrMore("labels", Patterns::sessionLabel));
    return labels.stream().distinct().toList();
  }
}
