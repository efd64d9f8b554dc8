// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every rule of the detectors, with what its author says of it. Slow; for people. */
public final class RuleCatalog {
  private RuleCatalog() {}

  /**
   * A rule and what is known of it; rules that are code have none of the lists.
   *
   * @param shapes the forms that it matches, in the spelling of {@code Shape}
   * @param examples what it must find
   * @param counterexamples what it must leave alone
   * @param references where others describe what it is about
   */
  public record Entry(
      Rule rule,
      List<String> shapes,
      List<String> examples,
      List<String> counterexamples,
      List<String> references) {
    public Entry {
      shapes = List.copyOf(shapes);
      examples = List.copyOf(examples);
      counterexamples = List.copyOf(counterexamples);
      references = List.copyOf(references);
    }

    private static Entry of(Rule rule) {
      return new Entry(rule, List.of(), List.of(), List.of(), List.of());
    }

    private static Entry of(RuleFile.Entry entry) {
      return new Entry(
          entry.rule(),
          entry.all("shapes"),
          entry.all("examples"),
          entry.all("counterexamples"),
          entry.all("references"));
    }
  }

  /** All of them, by id. */
  public static List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    for (String file : RuleFile.NAMES) {
      RuleFile.load(file).entries().forEach(entry -> all.add(Entry.of(entry)));
    }
    for (PiiKind kind : PiiKind.values()) {
      all.add(Entry.of(kind.rule()));
    }
    for (List<Rule> rules :
        List.of(
            HiddenText.rules(),
            SensitivePaths.rules(),
            ShellCommands.rules(),
            EgressTargets.rules())) {
      rules.forEach(rule -> all.add(Entry.of(rule)));
    }
    all.sort(Comparator.comparing(entry -> entry.rule().id()));
    return List.copyOf(all);
  }
}
