// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.record;

import dev.mcpfirewall.audit.AuditEntry;
import dev.mcpfirewall.cli.policy.record.Replay.Judged;
import dev.mcpfirewall.cli.policy.record.Replay.Verdict;
import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.Example;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import dev.mcpfirewall.decision.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is told of a replay. Of one thread. */
final class ReplayReport {
  private static final int LONGEST = 400;
  private static final int MOST_FAULTS = 5;

  private final Desk desk;
  private final boolean rules;
  private final boolean all;
  private final Map<Kind, List<Judged>> changes = new TreeMap<>();
  private final Map<Doubt, List<Judged>> doubted = new EnumMap<>(Doubt.class);
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private int messages;
  private int same;

  /**
   * A kind of change; those that let something pass come first.
   *
   * @param oldRule empty where the log names none
   */
  private record Kind(Effect old, String oldRule, Effect now, String nowRule)
      implements Comparable<Kind> {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing((Kind kind) -> kind.now.compareTo(kind.old) > 0)
            .thenComparing(Kind::now)
            .thenComparing(Kind::old)
            .thenComparing(Kind::oldRule)
            .thenComparing(Kind::nowRule);

    @Override
    public int compareTo(Kind other) {
      return ORDER.compare(this, other);
    }

    String words() {
      return old.wire() + by(oldRule) + " → " + now.wire() + by(nowRule);
    }

    private static String by(String rule) {
      return rule.isEmpty() ? "" : " by " + Desk.plain(rule);
    }
  }

  /**
   * An empty report.
   *
   * @param rules whether it is a change that another rule decides the same
   * @param all whether every message is listed
   */
  ReplayReport(Desk desk, boolean rules, boolean all) {
    this.desk = desk;
    this.rules = rules;
    this.all = all;
  }

  void add(Judged judged) {
    messages++;
    Retold retold = judged.retold();
    Optional<Effect> old = retold.decided();
    if (!retold.isSure() || old.isEmpty() || judged.now().isEmpty()) {
      Doubt doubt = retold.doubts().stream().min(Comparator.naturalOrder()).orElse(Doubt.BROKEN);
      doubted.computeIfAbsent(doubt, key -> new ArrayList<>()).add(judged);
      return;
    }
    Verdict now = judged.now().get();
    String rule = retold.entry().text("rule");
    if (now.effect() != old.get() || rules && !now.rule().equals(rule)) {
      changes
          .computeIfAbsent(
              new Kind(old.get(), rule, now.effect(), now.rule()), key -> new ArrayList<>())
          .add(judged);
    } else {
      same++;
    }
  }

  /** Something more to know. */
  void note(String text) {
    notes.add(text);
  }

  /** Why the log is not to be trusted. */
  void fault(String text) {
    faults.add(text);
  }

  boolean changes() {
    return !changes.isEmpty();
  }

  void tell() {
    if (!faults.isEmpty()) {
      desk.err().println("warning: the log does not verify, so it may not be what happened:");
      faults.stream().limit(MOST_FAULTS).forEach(fault -> desk.err().println("  " + fault));
      if (faults.size() > MOST_FAULTS) {
        desk.err().println("  … and " + (faults.size() - MOST_FAULTS) + " more; see audit verify");
      }
    }
    changes.forEach((kind, examples) -> {
      String words = kind.words() + desk.quiet(" (" + examples.size() + ")");
      boolean looser = kind.now.compareTo(kind.old) < 0;
      desk.out().println(looser ? desk.bad(words) : words);
      examples.stream().limit(all ? examples.size() : 1).forEach(this::tell);
    });
    int changed = changes.values().stream().mapToInt(List::size).sum();
    desk.out().println(changed + " of " + (changed + same) + " messages are decided differently");
    int unsure = doubted.values().stream().mapToInt(List::size).sum();
    if (unsure > 0) {
      desk.out().println(unsure + " more cannot be told again, and may be decided differently:");
      doubted.forEach((doubt, examples) -> {
        desk.out().println("  " + examples.size() + " " + doubt.words());
        if (all) {
          examples.forEach(this::tell);
        }
      });
    }
    notes.forEach(note -> desk.out().println("note: " + note));
  }

  private void tell(Judged judged) {
    AuditEntry entry = judged.retold().entry();
    desk.out()
        .println(
            "  "
                + entry.text("time")
                + " session "
                + Desk.plain(entry.text("session"))
                + ": "
                + shortened(words(judged)));
  }

  private static String words(Judged judged) {
    return judged
        .retold()
        .situation()
        .map(situation -> new Example(situation).words())
        .orElseGet(() -> Desk.plain(judged.retold().entry().text("method")));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  void json() {
    JsonObject answer =
        new JsonObject()
            .flag("verified", faults.isEmpty())
            .texts("faults", faults)
            .number("messages", messages)
            .number("same", same)
            .array(
                "changes",
                changes.entrySet().stream().map(e -> json(e.getKey(), e.getValue())).toList())
            .array(
                "not_told_again",
                doubted.entrySet().stream().map(e -> json(e.getKey(), e.getValue())).toList())
            .texts("notes", notes);
    desk.out().println(answer);
  }

  private String json(Kind kind, List<Judged> examples) {
    JsonObject object =
        new JsonObject()
            .text("old", kind.old.wire())
            .some("old_rule", kind.oldRule)
            .text("new", kind.now.wire())
            .some("new_rule", kind.nowRule)
            .number("count", examples.size())
            .raw("example", json(examples.getFirst()));
    if (all) {
      object.array("all", examples.stream().map(ReplayReport::json).toList());
    }
    return object.toString();
  }

  private String json(Doubt doubt, List<Judged> examples) {
    JsonObject object =
        new JsonObject()
            .text("reason", doubt.wire())
            .text("words", doubt.words())
            .number("count", examples.size());
    if (all) {
      object.array("all", examples.stream().map(ReplayReport::json).toList());
    }
    return object.toString();
  }

  private static String json(Judged judged) {
    AuditEntry entry = judged.retold().entry();
    JsonObject object =
        new JsonObject()
            .text("time", entry.text("time"))
            .text("session", entry.text("session"))
            .text("agent", judged.retold().situation().map(s -> s.agent()).orElse(entry.agent()))
            .text("server", entry.text("server"))
            .text("direction", entry.text("direction"))
            .text("method", entry.text("method"))
            .some("tool", entry.text("tool"));
    return entry.json("arguments").isEmpty()
        ? object.toString()
        : object.raw("arguments", entry.json("arguments")).toString();
  }
}
