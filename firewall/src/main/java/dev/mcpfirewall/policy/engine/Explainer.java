// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.engine;

import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.policy.Explanation.Tried;
import dev.mcpfirewall.policy.PolicyInput;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.RegoText;
import dev.mcpfirewall.policy.compile.RegoText.Condition;
import dev.mcpfirewall.policy.compile.RegoText.Passage;
import dev.mcpfirewall.rego.Tracer;
import dev.mcpfirewall.rego.error.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells of each rule why it did not match, from the steps of an evaluation. */
final class Explainer {
  private final List<RegoText> modules;

  Explainer(List<RegoText> modules) {
    this.modules = List.copyOf(modules);
  }

  /** What happened on each line of each module. Of one evaluation. */
  static final class Trace implements Tracer {
    private final Map<String, Lines> lines = new HashMap<>();

    @Override
    public void step(Step step) {
      Location at = step.at();
      Lines module = lines.computeIfAbsent(at.source().name(), _ -> new Lines(at.source().text()));
      int line = module.line(at.start());
      if (step.subject() == Subject.RULE && step.event() == Event.EXIT) {
        module.matched.set(line);
      } else if (step.subject() == Subject.EXPRESSION && step.event() == Event.FAIL) {
        module.failed.set(line);
      }
    }
  }

  private static final class Lines {
    private final int[] starts;
    private final java.util.BitSet matched = new java.util.BitSet();
    private final java.util.BitSet failed = new java.util.BitSet();

    Lines(String text) {
      int[] all = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
      int count = 1;
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '\n') {
          all[count++] = i + 1;
        }
      }
      starts = all;
    }

    int line(int offset) {
      int found = Arrays.binarySearch(starts, offset);
      return found >= 0 ? found + 1 : -found - 1;
    }
  }

  Trace trace() {
    return new Trace();
  }

  /** Every rule, in the order of the stages. */
  List<Tried> tried(Trace trace, PolicyInput input) {
    List<Tried> all = new ArrayList<>();
    for (RegoText module : modules) {
      Lines lines = trace.lines.getOrDefault(module.name(), new Lines(module.text()));
      Map<List<Object>, Tried> rules = new LinkedHashMap<>();
      for (Passage passage : module.passages()) {
        Tried tried = tried(passage, lines, input);
        // A rule of several passages matches if one of them does.
        rules.merge(
            List.of(passage.stage(), passage.rule(), passage.at()),
            tried,
            (a, b) -> a.matched() ? a : b.matched() || a.why().isEmpty() ? b : a);
      }
      all.addAll(firstOnly(List.copyOf(rules.values())));
    }
    all.sort(Comparator.comparing(Tried::stage));
    return all;
  }

  private static Tried tried(Passage passage, Lines lines, PolicyInput input) {
    boolean matched = lines.matched.get(passage.first());
    return new Tried(
        passage.stage(),
        passage.rule(),
        passage.at(),
        matched,
        matched ? "" : why(passage, lines, input));
  }

  /** The condition that was got furthest to. */
  private static String why(Passage passage, Lines lines, PolicyInput input) {
    return passage.conditions().stream()
        .filter(condition -> lines.failed.get(condition.line()))
        .max(Comparator.comparingInt(Condition::line))
        .map(Condition::otherwise)
        .orElseGet(() -> notAsked(passage, input));
  }

  private static String notAsked(Passage passage, PolicyInput input) {
    boolean inbound = input.direction() == Direction.INBOUND;
    if (passage.stage() == PolicyStage.RULES) {
      return inbound ? "it is about what the server sends" : "it is about what the client sends";
    }
    return "it is not about such a message";
  }

  /** Of a list in which the first match wins, those behind it are not asked. */
  private static List<Tried> firstOnly(List<Tried> tried) {
    List<Tried> all = new ArrayList<>();
    Map<String, String> winners = new HashMap<>();
    for (Tried one : tried) {
      String list = one.rule().substring(0, one.rule().indexOf('.') + 1);
      String winner = one.stage() == PolicyStage.RULES ? winners.get(list) : null;
      if (winner != null) {
        all.add(
            new Tried(
                one.stage(), one.rule(), one.at(), false, "`" + winner + "` before it matched"));
      } else {
        if (one.matched()) {
          winners.put(list, one.rule());
        }
        all.add(one);
      }
    }
    return all;
  }
}
