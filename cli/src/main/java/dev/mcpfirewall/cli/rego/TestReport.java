// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.value.BooleanValue;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Tells what became of tests, as {@code opa test} does. */
final class TestReport {
  private static final String LINE = "-".repeat(80);

  private final PrintWriter out;
  private final boolean verbose;

  TestReport(PrintWriter out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /** For people: what did not pass, or with {@code verbose} all, and the count. */
  void pretty(List<TestResult> results) {
    List<TestResult> shown = results.stream().filter(r -> verbose || !r.passed()).toList();
    String lastFile = "";
    for (TestResult result : shown) {
      String file = result.test().at().source().name();
      if (!lastFile.isEmpty() && !lastFile.equals(file)) {
        out.println();
      }
      lastFile = file;
      one(result);
    }
    failures(results.stream().filter(r -> !r.trace().isEmpty()).toList());
    if (!shown.isEmpty()) {
      out.println(LINE);
    }
    counts(results);
  }

  private void one(TestResult result) {
    out.println(result.test().at().source().name() + ":" + result.test().at().line() + ":");
    out.println(result.headline());
    cases(result);
    if (!result.printed().isEmpty()) {
      out.println();
      result.printed().lines().forEach(line -> out.println("  " + line));
      out.println();
    }
    result.error().stream()
        .flatMap(error -> error.errors().stream())
        .flatMap(error -> error.toString().lines())
        .forEach(line -> out.println("  " + line));
  }

  private void cases(TestResult result) {
    List<String> around = List.of();
    for (TestResult.Case each : result.cases()) {
      if (!verbose && each.passed()) {
        continue;
      }
      List<String> names = each.names();
      for (int depth = 0; depth < names.size(); depth++) {
        boolean last = depth == names.size() - 1;
        if (last || !names.subList(0, depth + 1).equals(prefix(around, depth + 1))) {
          out.println(
              "  ".repeat(depth + 1)
                  + names.get(depth)
                  + ": "
                  + outcome(result, names.subList(0, depth + 1)));
        }
      }
      around = names;
    }
  }

  private static List<String> prefix(List<String> names, int size) {
    return names.subList(0, Math.min(size, names.size()));
  }

  /** Of a case, or of all below it. */
  private static TestResult.Outcome outcome(TestResult result, List<String> names) {
    return result.cases().stream()
            .filter(each -> prefix(each.names(), names.size()).equals(names))
            .allMatch(TestResult.Case::passed)
        ? TestResult.Outcome.PASS
        : TestResult.Outcome.FAIL;
  }

  private void failures(List<TestResult> failed) {
    if (failed.isEmpty()) {
      return;
    }
    out.println(LINE);
    out.println("FAILURES");
    out.println(LINE);
    for (TestResult result : failed) {
      out.println(result.headline());
      out.println();
      result.trace().forEach(line -> out.println("  " + line));
      out.println();
    }
  }

  private void counts(List<TestResult> results) {
    List<TestResult.Outcome> counted = results.stream().flatMap(TestReport::counted).toList();
    for (TestResult.Outcome outcome : TestResult.Outcome.values()) {
      long count = counted.stream().filter(outcome::equals).count();
      if (count > 0) {
        out.println(outcome + ": " + count + "/" + counted.size());
      }
    }
  }

  /** A test with cases counts as its cases. */
  private static Stream<TestResult.Outcome> counted(TestResult result) {
    return result.cases().isEmpty()
        ? Stream.of(result.outcome())
        : result.cases().stream()
            .map(each -> each.passed() ? TestResult.Outcome.PASS : TestResult.Outcome.FAIL);
  }

  /** For programs: an array with an object for each test. */
  void json(List<TestResult> results) {
    out.println(
        new Report.Listed(results.stream().<Report>map(TestReport::report).toList()).pretty());
  }

  private static Report report(TestResult result) {
    List<Report.Member> members = new ArrayList<>();
    members.add(Report.location(result.test().at()));
    members.add(Report.text("package", result.test().path()));
    members.add(Report.text("name", result.test().name()));
    switch (result.outcome()) {
      case PASS -> {}
      case FAIL -> members.add(yes("fail"));
      case SKIPPED -> members.add(yes("skip"));
      case ERROR -> {
        String message = result.error().map(e -> e.errors().getFirst().headline()).orElse("");
        members.add(Report.object("error", List.of(Report.text("message", message))));
      }
    }
    members.add(Report.number("duration", result.nanos()));
    if (!result.printed().isEmpty()) {
      byte[] bytes = result.printed().getBytes(StandardCharsets.UTF_8);
      members.add(Report.text("output", Base64.getEncoder().encodeToString(bytes)));
    }
    if (!result.cases().isEmpty()) {
      members.add(Report.object("sub_results", cases(result, List.of())));
    }
    return new Report.Members(members);
  }

  private static Report.Member yes(String name) {
    return new Report.Member(name, new Report.Plain(BooleanValue.TRUE));
  }

  private static List<Report.Member> cases(TestResult result, List<String> above) {
    List<Report.Member> members = new ArrayList<>();
    result.cases().stream()
        .map(TestResult.Case::names)
        .filter(names -> names.size() > above.size() && prefix(names, above.size()).equals(above))
        .map(names -> prefix(names, above.size() + 1))
        .distinct()
        .forEach(names -> members.add(Report.object(names.getLast(), node(result, names))));
    return members;
  }

  private static List<Report.Member> node(TestResult result, List<String> names) {
    List<Report.Member> members = new ArrayList<>();
    members.add(Report.text("name", names.getLast()));
    if (outcome(result, names) == TestResult.Outcome.FAIL) {
      members.add(yes("fail"));
    }
    List<Report.Member> below = cases(result, names);
    if (!below.isEmpty()) {
      members.add(Report.object("sub_results", below));
    }
    return members;
  }
}
