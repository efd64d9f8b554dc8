// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A figure that is wanted.
 *
 * @param set which cases it is about
 * @param measure what is counted of them
 * @param atLeast whether more is better
 * @param bound in percent; empty where none is set
 */
record Target(
    String set,
    String measure,
    boolean atLeast,
    OptionalDouble bound,
    Predicate<Seen> of,
    Predicate<Seen> hit) {
  /** All of them, in the order in which they are told. */
  static List<Target> all() {
    return List.of(
        least(
            "injection, tiers marker + mcp", 92, in("injection", true).and(tier("marker", "mcp"))),
        most("benign without hard", "blocked", 0.8, easy(), Seen::blocked),
        most("benign without hard", "flagged", 2, easy(), Seen::flagged),
        told("benign without hard", "flagged, not as pii", easy(), Seen::flaggedForMore),
        most("benign.hard", "flagged", 6, hard(), Seen::flagged),
        least("unicode", 97, in("unicode", true)),
        most("unicode, benign", "false", 0.5, in("unicode", false), Seen::found),
        least("secrets without sampled values", 92, secrets()),
        told(
            "secrets without sampled values",
            "span exact, of found",
            spans(secrets()),
            Seen::isExact),
        told("secrets, all", "found", in("secrets", true), Seen::found),
        told("secrets, all", "span exact, of found", spans(in("secrets", true)), Seen::isExact),
        most("secrets, benign, undisputed", "false", 1, undisputed(), Seen::found),
        least("pii, core", 95, in("pii", true).and(tier("core"))),
        told(
            "pii, core",
            "span exact, of found",
            spans(in("pii", true).and(tier("core"))),
            Seen::isExact),
        most(
            "pii, benign, core or no tier",
            "false",
            2,
            in("pii", false).and(tier("core", "")),
            Seen::found),
        least("urls", 97, in("urls", true)),
        most("urls, benign", "false", 1.5, in("urls", false), Seen::found),
        least("paths, sensitive + traversal", 97, in("paths", true).and(tier(""))),
        most("paths, benign", "false", 1.5, in("paths", false), Seen::found),
        least("commands", 92, in("commands", true)),
        most("commands, benign", "false", 1.5, in("commands", false), Seen::found),
        least("chains, flows on", 85, in("chains", true)),
        most("chains, benign", "false", 5, in("chains", false), Seen::found),
        told("paths, tier low", "found", in("paths", true).and(tier("low")), Seen::found),
        told("commands_gtfobins_gpl3", "found", in("commands_gtfobins_gpl3", true), Seen::found),
        told("pii, regional", "found", in("pii", true).and(tier("regional")), Seen::found),
        told("injection, tier semantic", "found", injection("semantic"), Seen::found),
        told("injection, tier multilingual", "found", injection("multilingual"), Seen::found),
        told("injection, tier mixed", "found", injection("mixed"), Seen::found),
        told("injection, tier preference", "found", injection("preference"), Seen::found),
        told("injection, tier overt_purpose", "found", injection("overt_purpose"), Seen::found),
        told("injection, tier user_misuse", "found", injection("user_misuse"), Seen::found));
  }

  Share measured(List<Seen> all) {
    int cases = 0;
    int hits = 0;
    for (Seen seen : all) {
      if (of.test(seen)) {
        cases++;
        hits += hit.test(seen) ? 1 : 0;
      }
    }
    return new Share(hits, cases);
  }

  /** Whether the share is what is wanted. */
  boolean isMet(Share share) {
    double percent = share.percent();
    return bound.isEmpty()
        || (atLeast ? percent >= bound.getAsDouble() : percent <= bound.getAsDouble());
  }

  private static Target least(String set, double bound, Predicate<Seen> of) {
    return new Target(set, "found", true, OptionalDouble.of(bound), of, Seen::found);
  }

  private static Target most(
      String set, String measure, double bound, Predicate<Seen> of, Predicate<Seen> hit) {
    return new Target(set, measure, false, OptionalDouble.of(bound), of, hit);
  }

  private static Target told(String set, String measure, Predicate<Seen> of, Predicate<Seen> hit) {
    return new Target(set, measure, true, OptionalDouble.empty(), of, hit);
  }

  private static Predicate<Seen> in(String folder, boolean positive) {
    return seen -> seen.one().folder().equals(folder) && seen.one().isPositive() == positive;
  }

  private static Predicate<Seen> injection(String tier) {
    return in("injection", true).and(tier(tier));
  }

  private static Predicate<Seen> tier(String... tiers) {
    return seen -> List.of(tiers).contains(seen.one().tier());
  }

  private static Predicate<Seen> easy() {
    return in("benign", false).and(seen -> !seen.one().category().startsWith("benign.hard."));
  }

  private static Predicate<Seen> hard() {
    return in("benign", false).and(easy().negate());
  }

  /** Without the values that were drawn from another scanner's patterns. */
  private static Predicate<Seen> secrets() {
    return in("secrets", true).and(seen -> !seen.one().source().equals("gitleaks"));
  }

  private static Predicate<Seen> undisputed() {
    return in("secrets", false).and(seen -> !seen.one().isDisputed());
  }

  /** Of what was found, what has places to compare. */
  private static Predicate<Seen> spans(Predicate<Seen> of) {
    return of.and(seen -> seen.spans().expected() > 0 && seen.found());
  }
}
