// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts what the detector finds in corpora, by category, with 95% Wilson intervals. As a program:
 * {@code CorpusTable DIRECTORY [SET [missed|flagged CATEGORY]]}.
 */
final class CorpusTable {
  private static final Map<String, Set<Topic>> SETS =
      Map.of(
          "benign", EnumSet.of(Topic.INJECTION, Topic.SMUGGLING, Topic.SECRET),
          "injection", EnumSet.of(Topic.INJECTION, Topic.SMUGGLING),
          "unicode", EnumSet.of(Topic.INJECTION, Topic.SMUGGLING),
          "secrets", EnumSet.of(Topic.SECRET),
          "pii", EnumSet.of(Topic.PII));

  private final Map<String, Count> counts = new TreeMap<>();

  private CorpusTable() {}

  /** Runs one set; benign cases count as found when a match is at least {@code least}. */
  static CorpusTable of(Path directory, String set, Level least) throws IOException {
    CorpusTable table = new CorpusTable();
    for (CorpusCase one : CorpusCase.read(directory.resolve(set).resolve(set + ".jsonl"))) {
      if (!one.isDisputed()) {
        boolean found = !matches(one, set, least).isEmpty();
        table.add((one.isBenign() ? "- " : "+ ") + one.get("category"), found);
        table.add((one.isBenign() ? "- all" : "+ all"), found);
        if (!one.get("tier").isEmpty()) {
          table.add((one.isBenign() ? "- tier " : "+ tier ") + one.get("tier"), found);
        }
      }
    }
    return table;
  }

  static List<Match> matches(CorpusCase one, String set, Level least) {
    byte[] text = one.text().getBytes(StandardCharsets.UTF_8);
    Set<Topic> topics = SETS.getOrDefault(set, Scanned.ALL);
    return Scanned.bytes(text, Escaping.NONE, topics).stream()
        .filter(match -> match.rule().level().compareTo(least) >= 0)
        .toList();
  }

  /** The share found of {@code row}, 0 to 1. */
  double share(String row) {
    Count count = counts.getOrDefault(row, new Count());
    return count.all == 0 ? 0 : (double) count.found / count.all;
  }

  void print(PrintStream out) {
    counts.forEach((row, count) -> out.println(count.line(row)));
  }

  private void add(String row, boolean found) {
    Count count = counts.computeIfAbsent(row, unused -> new Count());
    count.all++;
    count.found += found ? 1 : 0;
  }

  private static final class Count {
    private int all;
    private int found;

    String line(String row) {
      double n = all;
      double p = found / n;
      double z = 1.96;
      double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
      double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
      return String.format(
          Locale.ROOT,
          "%-62s %5d/%5d %6.1f%%  [%.1f, %.1f]",
          row,
          found,
          all,
          100 * p,
          100 * (middle - half),
          100 * (middle + half));
    }
  }

  /** Prints the table of all sets, of one, or the single cases of a category. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length < 4) {
      for (String set : args.length > 1 ? List.of(args[1]) : List.copyOf(SETS.keySet())) {
        for (Level least : new Level[] {Level.MEDIUM, Level.HIGH}) {
          out.println("## " + set + " at " + least + " or worse");
          of(directory, set, least).print(out);
        }
      }
      return;
    }
    boolean missed = args[2].equals("missed");
    for (CorpusCase one : CorpusCase.read(directory.resolve(args[1]).resolve(args[1] + ".jsonl"))) {
      List<Match> matches = matches(one, args[1], Level.MEDIUM);
      if (one.get("category").startsWith(args[3])
          && one.isBenign() != missed
          && !one.isDisputed()
          && matches.isEmpty() == missed) {
        byte[] bytes = one.text().getBytes(StandardCharsets.UTF_8);
        String rules =
            matches.stream()
                .map(m ->
                    m.rule().id()
                        + "«"
                        + new String(
                            bytes,
                            m.start(),
                            Math.min(120, m.end() - m.start()),
                            StandardCharsets.UTF_8)
                        + "»")
                .collect(Collectors.joining(" "));
        String text = missed ? one.text().substring(0, Math.min(400, one.text().length())) : "";
        out.println(
            one.get("category")
                + " "
                + one.get("direction")
                + " "
                + (rules + " " + text).replace('\n', '⏎'));
      }
    }
  }
}
