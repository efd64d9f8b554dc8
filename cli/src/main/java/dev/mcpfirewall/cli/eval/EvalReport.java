// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.cli.policy.trial.Desk;
import dev.mcpfirewall.cli.policy.trial.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables, for people and for programs. No text of a case is in them. */
final class EvalReport {
  private static final String ROW = "%-46s %-20s %8s  %-22s %11s %s";

  private final PrintWriter out;
  private final List<Seen> all;

  /** Of these cases. */
  EvalReport(PrintWriter out, List<Seen> all) {
    this.out = out;
    this.all = List.copyOf(all);
  }

  /** Whether every figure is what is wanted. */
  boolean isMet() {
    return Target.all().stream()
        .allMatch(target -> {
          Share share = target.measured(all);
          return share.all() == 0 || target.isMet(share);
        });
  }

  void tell(boolean details, boolean rugPulls) {
    targets(rugPulls);
    latencies();
    if (details) {
      folders().forEach(this::folder);
    }
  }

  private void targets(boolean rugPulls) {
    line(
        String.format(
            Locale.ROOT, ROW, "set", "measure", "target", "measured [95 %]", "cases", ""));
    for (Target target : Target.all()) {
      Share share = target.measured(all);
      if (share.all() > 0) {
        line(
            String.format(
                Locale.ROOT,
                ROW,
                target.set(),
                target.measure(),
                bound(target),
                share.words(),
                share.hits() + "/" + share.all(),
                verdict(target, share)));
      }
    }
    if (rugPulls) {
      line(String.format(Locale.ROOT, ROW, "rug pulls", "noticed", ">= 100%", "not built", "", ""));
    }
  }

  private static String bound(Target target) {
    return target.bound().isEmpty()
        ? "-"
        : (target.atLeast() ? ">= " : "<= ")
            + String.format(Locale.ROOT, "%.1f", target.bound().getAsDouble()).replace(".0", "")
            + "%";
  }

  private static String verdict(Target target, Share share) {
    return target.bound().isEmpty() ? "" : target.isMet(share) ? "met" : "MISSED";
  }

  private void latencies() {
    List<Latency> latencies = Latency.of(all);
    if (latencies.isEmpty()) {
      return;
    }
    out.println();
    line(
        String.format(
            Locale.ROOT,
            "%-46s %8s %10s %10s %10s",
            "time to read and decide",
            "cases",
            "p50 ms",
            "p99 ms",
            "max ms"));
    for (Latency latency : latencies) {
      line(
          String.format(
              Locale.ROOT,
              "%-46s %8d %10s %10s %10s  %s",
              latency.set(),
              latency.cases(),
              millis(latency.p50()),
              millis(latency.p99()),
              millis(latency.max()),
              latency.verdict()));
    }
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }

  private Map<String, List<Seen>> folders() {
    Map<String, List<Seen>> folders = new LinkedHashMap<>();
    for (Seen seen : all) {
      folders.computeIfAbsent(seen.one().folder(), name -> new ArrayList<>()).add(seen);
    }
    return folders;
  }

  private void folder(String name, List<Seen> cases) {
    out.println();
    line(
        String.format(
            Locale.ROOT,
            "%-58s %6s %6s %-22s %7s %7s",
            name,
            "cases",
            "found",
            "",
            "flagged",
            "blocked"));
    for (Tally.By by : Tally.By.values()) {
      line(String.format(Locale.ROOT, "  by %s", by.wire()));
      Tally.of(cases, by)
          .forEach((key, count) ->
              line(
                  String.format(
                      Locale.ROOT,
                      "    %-54s %6d %6d %-22s %7d %7d",
                      Desk.plain(key),
                      count.all(),
                      count.found().hits(),
                      count.found().words(),
                      count.flagged(),
                      count.blocked())));
    }
  }

  private void line(String text) {
    out.println(text.stripTrailing());
  }

  /** One object on one line. */
  void json(boolean rugPulls) {
    JsonObject object = new JsonObject();
    object.number("cases", all.size());
    object.array("targets", Target.all().stream().flatMap(t -> json(t).stream()).toList());
    object.array("latency", Latency.of(all).stream().map(EvalReport::json).toList());
    object.array(
        "folders", folders().entrySet().stream().map(e -> json(e.getKey(), e.getValue())).toList());
    if (rugPulls) {
      object.texts("not_built", List.of("rugpull"));
    }
    out.println(object);
  }

  private List<String> json(Target target) {
    Share share = target.measured(all);
    if (share.all() == 0) {
      return List.of();
    }
    JsonObject object =
        share(new JsonObject().text("set", target.set()).text("measure", target.measure()), share);
    target
        .bound()
        .ifPresent(bound ->
            object
                .raw(target.atLeast() ? "at_least" : "at_most", Double.toString(bound))
                .flag("met", target.isMet(share)));
    return List.of(object.toString());
  }

  private static JsonObject share(JsonObject object, Share share) {
    return object
        .number("cases", share.all())
        .number("hits", share.hits())
        .raw("percent", decimal(share.percent()))
        .raw("lower", decimal(share.lower()))
        .raw("upper", decimal(share.upper()));
  }

  private static String decimal(double percent) {
    return String.format(Locale.ROOT, "%.2f", percent);
  }

  private static String json(Latency latency) {
    return new JsonObject()
        .text("set", latency.set())
        .number("cases", latency.cases())
        .number("p50_ns", latency.p50())
        .number("p99_ns", latency.p99())
        .number("max_ns", latency.max())
        .toString();
  }

  private static String json(String folder, List<Seen> cases) {
    JsonObject object = new JsonObject().text("folder", folder);
    for (Tally.By by : Tally.By.values()) {
      List<String> rows = new ArrayList<>();
      Tally.of(cases, by)
          .forEach((key, count) ->
              rows.add(
                  new JsonObject()
                      .text("name", key)
                      .number("cases", count.all())
                      .number("found", count.found().hits())
                      .number("flagged", count.flagged())
                      .number("blocked", count.blocked())
                      .toString()));
      object.array(by.wire(), rows);
    }
    return object.toString();
  }
}
