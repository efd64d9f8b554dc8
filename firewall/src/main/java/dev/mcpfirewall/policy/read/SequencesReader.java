// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.MapNode;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.Spans;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Rulebook.Sequences;
import dev.mcpfirewall.policy.rule.Scope;
import dev.mcpfirewall.policy.rule.Test;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code chains:} and {@code flows:}. */
final class SequencesReader {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MOST_STEPS = 8;
  private static final List<String> STEP =
      Stream.concat(MatchReader.SCOPE.stream(), Stream.of("arguments")).toList();

  private SequencesReader() {}

  /** The chains and flows with this file, those it names anew in the place of the old ones. */
  static Sequences read(Fields file, String prefix, Sequences before) {
    Names names = new Names(file, "chains", prefix);
    List<Chain> chains = new ArrayList<>();
    List<Fields> maps = file.maps("chains");
    for (int i = 0; i < maps.size(); i++) {
      chain(maps.get(i), names.read(maps.get(i), i)).ifPresent(chains::add);
    }
    Names flowNames = new Names(file, "flows", prefix);
    List<Flow> flows = new ArrayList<>();
    List<Fields> flowMaps = file.maps("flows");
    for (int i = 0; i < flowMaps.size(); i++) {
      flow(flowMaps.get(i), flowNames.read(flowMaps.get(i), i)).ifPresent(flows::add);
    }
    return new Sequences(
        Names.overlay(chains, before.chains(), Chain::name),
        Names.overlay(flows, before.flows(), Flow::name));
  }

  private static Optional<Chain> chain(Fields fields, String name) {
    fields.only(List.of("name", "within", "action", "message", "steps"), Habits.OF_CHAINS);
    Optional<Duration> within =
        fields.optional("within", text -> Spans.parse(text, SHORTEST, LONGEST));
    if (fields.node("within").isEmpty()) {
      fields.missing("within", "the time from the first step to the last, as in `10m`");
    }
    Optional<Action> action = fields.required("action", Words.SEQUENCE_ACTIONS);
    Optional<String> message = fields.optional("message", Patterns::message);
    List<Chain.Step> steps = fields.maps("steps").stream().map(SequencesReader::step).toList();
    boolean wrongLength = steps.size() < 2 || steps.size() > MOST_STEPS;
    if (wrongLength) {
      fields.problem(
          fields.node("steps").map(Node::at).orElse(fields.at()),
          Kind.BAD_VALUE,
          "`" + fields.key("steps") + "` has " + steps.size() + " of 2 to " + MOST_STEPS + " steps",
          "a chain is a sequence of calls; for a single call write a rule");
    }
    return within.isEmpty() || action.isEmpty() || wrongLength
        ? Optional.empty()
        : Optional.of(new Chain(name, within.get(), action.get(), message, steps, fields.at()));
  }

  private static Chain.Step step(Fields fields) {
    fields.only(STEP);
    Scope scope = MatchReader.scope(fields);
    Map<String, List<Test>> arguments = MatchReader.arguments(fields);
    if (fields.entries().isEmpty()) {
      fields.problem(
          fields.at(), Kind.BAD_VALUE, "a step that asks nothing", "name a `tool`, as in `read_*`");
    }
    return new Chain.Step(scope, arguments, fields.at());
  }

  private static Optional<Flow> flow(Fields fields, String name) {
    fields.only(List.of("name", "when", "forbid", "action", "message"), Habits.OF_FLOWS);
    if (fields.node("when").isEmpty()) {
      fields.missing("when", "labels, as in `[untrusted_content, private_data]`");
    }
    List<Label> when =
        fields.oneOrMore("when", Patterns::sessionLabel).stream().distinct().toList();
    Optional<Flow.Forbidden> forbid = forbidden(fields);
    Optional<Action> action = fields.required("action", Words.SEQUENCE_ACTIONS);
    Optional<String> message = fields.optional("message", Patterns::message);
    return when.isEmpty() || forbid.isEmpty() || action.isEmpty()
        ? Optional.empty()
        : Optional.of(new Flow(name, when, forbid.get(), action.get(), message, fields.at()));
  }

  private static Optional<Flow.Forbidden> forbidden(Fields fields) {
    String wanted = "`egress`, or calls, as in `{tool: \"send_*\"}`";
    Optional<Node> value = fields.node("forbid");
    if (value.isEmpty()) {
      fields.missing("forbid", wanted);
      return Optional.empty();
    }
    if (value.get() instanceof MapNode map && !map.entries().isEmpty()) {
      Fields calls = fields.section("forbid").only(MatchReader.SCOPE);
      return Optional.of(new Flow.Forbidden.Calls(MatchReader.scope(calls)));
    }
    if (value.get() instanceof Scalar word && word.text().equals(Label.EGRESS.name())) {
      return Optional.of(new Flow.Forbidden.Egress());
    }
    fields.wrongType(value.get(), fields.key("forbid"), wanted);
    return Optional.empty();
  }
}
