// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file that can only make things stricter: what of it holds, and what of it is ignored.
 *
 * @param layer the file
 * @param set where it sets which key
 * @param base the policy that holds without it
 * @param alone what it says by itself
 */
record ProjectFile(Layer layer, Map<String, Position> set, PolicyFile base, PolicyFile alone) {
  /** What it says, without what could loosen anything. */
  PolicyFile bound() {
    Rulebook book = alone.books().getFirst();
    ProjectLabels allowed = ProjectLabels.beside(base.books());
    List<ServerTraits> labels =
        book.labels().stream()
            .map(allowed::of)
            .filter(traits -> !traits.tools().isEmpty())
            .toList();
    Rulebook bound =
        new Rulebook(
            book.tools(),
            labels,
            book.agents(),
            allowed.of(book.rules()),
            allowed.of(book.outbound()),
            book.rates(),
            book.sequences(),
            Extension.NONE);
    return alone.withBooks(List.of(bound));
  }

  /** What of it is ignored, one warning for each place. */
  List<Problem> warnings() {
    Tightening held = new Tightening();
    base.stricter(alone, held);
    List<String> keys = new ArrayList<>(held.heldBack());
    Rulebook book = alone.books().getFirst();
    keys.addAll(looserTools(book.tools()));
    keys.addAll(laxTraits(book));
    keys.addAll(idleRules("rules", book.rules(), book));
    keys.addAll(idleRules("outbound_rules", book.outbound(), book));
    // One word may set several values. What a profile sets is not this file's word.
    Map<Position, List<String>> byPlace =
        keys.stream()
            .filter(set::containsKey)
            .collect(
                Collectors.groupingBy(
                    set::get, () -> new TreeMap<>(PolicyLoader.BY_PLACE), Collectors.toList()));
    List<Problem> warnings = new ArrayList<>();
    byPlace.forEach((at, here) -> warnings.add(notStricter(at, here)));
    warnings.addAll(new FilesBeside(layer, set).warnings());
    warnings.sort(java.util.Comparator.comparing(Problem::at, PolicyLoader.BY_PLACE));
    return warnings;
  }

  private Problem notStricter(Position at, List<String> keys) {
    return warning(at, "ignored: " + shown(keys) + " here is not stricter than your own settings");
  }

  private static String shown(List<String> keys) {
    return keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }

  private Problem warning(Position at, String message) {
    return new Problem(
        at,
        Kind.WOULD_LOOSEN,
        message,
        Optional.of(
            "a project can only make things stricter; if you have read this file and agree, run"
                + " `mcp-firewall trust "
                + layer.file().getParent()
                + "`"));
  }

  private List<String> laxTraits(Rulebook book) {
    ProjectLabels allowed = ProjectLabels.beside(base.books());
    List<String> keys = new ArrayList<>();
    for (ServerTraits traits : book.labels()) {
      String key = "servers." + traits.server().text();
      if (traits.trusted()) {
        keys.add(key + ".trusted");
      }
      for (ServerTraits.Labelled tool : traits.tools()) {
        if (!allowed.holds(tool)) {
          keys.add(key + ".labels." + tool.tool().text());
          keys.add(key + ".labels");
        }
      }
    }
    laxLabels("rules", book.rules(), allowed, keys);
    laxLabels("outbound_rules", book.outbound(), allowed, keys);
    return keys;
  }

  private static void laxLabels(
      String list, List<Rule> rules, ProjectLabels allowed, List<String> keys) {
    List<Rule> kept = allowed.of(rules);
    for (int i = 0; i < rules.size(); i++) {
      if (!kept.get(i).labels().equals(rules.get(i).labels())) {
        keys.add(list + "." + rules.get(i).name());
      }
    }
  }

  /** Rules that let pass, where nothing in this file's book would have stopped what they let. */
  private static List<String> idleRules(String list, List<Rule> rules, Rulebook book) {
    boolean stops =
        book.tools().otherwise() != ToolState.ENABLED
            || book.tools().servers().stream()
                .anyMatch(s -> s.otherwise().orElse(ToolState.ENABLED) != ToolState.ENABLED);
    List<String> keys = new ArrayList<>();
    for (Rule rule : rules.reversed()) {
      if (rule.action() == dev.mcpfirewall.policy.rule.Action.ALLOW && !stops) {
        keys.add(list + "." + rule.name());
      }
      stops |= !rule.action().lets();
    }
    return keys;
  }

  private List<String> looserTools(ToolRules.RuleSet tools) {
    ToolRules own = base.tools();
    List<String> keys = new ArrayList<>();
    boolean lax = own.sets().stream().anyMatch(s -> s.otherwise().compareTo(tools.otherwise()) > 0);
    if (lax) {
      keys.add("default");
    }
    for (ServerEntry server : tools.servers()) {
      String key = "servers." + server.server().text();
      if (server.otherwise().filter(s -> isLooser(own, server.server(), s)).isPresent()) {
        keys.add(key + ".default");
      }
      for (ToolEntry tool : server.tools()) {
        if (isLooser(own, server.server(), tool)) {
          keys.add(key + ".tools." + tool.tool().text());
        }
      }
    }
    return keys;
  }

  private static boolean isLooser(ToolRules own, Glob server, ToolState state) {
    return own.defaultOf(sample(server)).compareTo(state) > 0;
  }

  private static boolean isLooser(ToolRules own, Glob server, ToolEntry tool) {
    return own.stateOf(sample(server), sample(tool.tool())).compareTo(tool.state()) > 0
        || own.mayBeStricter(server, tool.tool(), tool.state());
  }

  /** A name that the glob matches, to ask the base about; only a warning hangs on it. */
  private static String sample(Glob glob) {
    return glob.text().split("\\|", 2)[0].replace("*", "").replace("?", "x");
  }
}
