// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Coverage;
import dev.mcpfirewall.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** Which lines were evaluated, in the form of {@code opa}. */
final class CoverageReport {
  private CoverageReport() {}

  /** Of all files, and in sum. */
  static List<Report.Member> of(Coverage coverage) {
    Map<String, NavigableSet<Integer>> covered = coverage.covered();
    Map<String, NavigableSet<Integer>> missed = coverage.missed();
    List<Report.Member> files = new ArrayList<>();
    int hit = 0;
    int left = 0;
    for (Map.Entry<String, NavigableSet<Integer>> file : covered.entrySet()) {
      NavigableSet<Integer> out =
          missed.getOrDefault(file.getKey(), java.util.Collections.emptyNavigableSet());
      files.add(Report.object(file.getKey(), file(file.getValue(), out)));
      hit += file.getValue().size();
      left += out.size();
    }
    return List.of(
        Report.object("files", files),
        Report.number("covered_lines", hit),
        Report.number("not_covered_lines", left),
        percent("coverage", coverage.percent()));
  }

  private static List<Report.Member> file(NavigableSet<Integer> hit, NavigableSet<Integer> left) {
    List<Report.Member> members = new ArrayList<>();
    ranges(members, "covered", hit);
    ranges(members, "not_covered", left);
    if (!hit.isEmpty()) {
      members.add(Report.number("covered_lines", hit.size()));
    }
    if (!left.isEmpty()) {
      members.add(Report.number("not_covered_lines", left.size()));
    }
    int all = hit.size() + left.size();
    members.add(percent("coverage", all == 0 ? 100 : 100.0 * hit.size() / all));
    return members;
  }

  private static void ranges(List<Report.Member> members, String name, NavigableSet<Integer> lines) {
    List<Report> ranges = new ArrayList<>();
    int start = 0;
    int end = 0;
    for (int line : lines) {
      if (start > 0 && line != end + 1) {
        ranges.add(range(start, end));
      }
      start = start > 0 && line == end + 1 ? start : line;
      end = line;
    }
    if (start > 0) {
      ranges.add(range(start, end));
      members.add(new Report.Member(name, new Report.Listed(ranges)));
    }
  }

  private static Report range(int start, int end) {
    return new Report.Members(
        List.of(
            Report.object("start", List.of(Report.number("row", start))),
            Report.object("end", List.of(Report.number("row", end)))));
  }

  private static Report.Member percent(String name, double percent) {
    BigDecimal rounded = BigDecimal.valueOf(percent).setScale(2, RoundingMode.HALF_UP);
    return new Report.Member(name, new Report.Plain(NumberValue.of(rounded.stripTrailingZeros())));
  }
}
