// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.Result;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.ArrayValue;
import dev.mcpfirewall.rego.value.BooleanValue;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.SetValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the result of a query in one of {@code opa}'s forms. */
final class EvalOutput {
  /** The forms. */
  enum Format {
    json,
    pretty,
    values,
    bindings,
    raw,
    discard;

    /** Whether errors are JSON, too. */
    boolean isJson() {
      return this == json || this == discard;
    }
  }

  private final PrintWriter out;
  private final Format format;
  private final int cell;

  /** Cells of tables have at most {@code cell} characters; 0 for no limit. */
  EvalOutput(PrintWriter out, Format format, int cell) {
    this.out = out;
    this.format = format;
    this.cell = cell;
  }

  /** Whether {@code --fail} takes a value for nothing. */
  static boolean isEmpty(Value value) {
    return switch (value) {
      case BooleanValue b -> !b.value();
      case ArrayValue a -> a.size() == 0;
      case ObjectValue o -> o.size() == 0;
      case SetValue s -> s.size() == 0;
      default -> false;
    };
  }

  /** Tells people how it came to a result, before it. */
  void explain(List<String> lines) {
    if (format == Format.pretty) {
      lines.forEach(out::println);
    }
  }

  /** Prints it; {@code written} says where each expression stands in the query. */
  void print(List<Location> written, Result result, List<Report.Member> more) {
    switch (format) {
      case json -> json(new Report.Listed(rows(written, result)), result, more);
      case discard -> json(new Report.Plain(StringValue.of("discarded")), result, more);
      case pretty -> pretty(written, result, more);
      case values ->
          result
              .rows()
              .forEach(row -> out.println(Paper.pretty(ArrayValue.of(row.expressions()), "", 0)));
      case bindings ->
          result.rows().forEach(row -> out.println(Paper.pretty(row.bindings(), "", 0)));
      case raw ->
          result
              .rows()
              .forEach(row ->
                  out.println(
                      row.expressions().stream()
                          .map(EvalOutput::raw)
                          .collect(Collectors.joining(" "))));
    }
  }

  private void json(Report shown, Result result, List<Report.Member> more) {
    List<Report.Member> members = new ArrayList<>();
    if (!result.isUndefined()) {
      members.add(new Report.Member("result", shown));
    }
    members.addAll(more);
    out.println(new Report.Members(members).pretty());
  }

  private static List<Report> rows(List<Location> written, Result result) {
    List<Report> rows = new ArrayList<>();
    for (Result.Row row : result.rows()) {
      List<Report> expressions = new ArrayList<>();
      for (int i = 0; i < row.expressions().size(); i++) {
        expressions.add(
            new Report.Members(
                List.of(
                    new Report.Member("value", new Report.Plain(row.expressions().get(i))),
                    Report.text("text", written.get(i).text()),
                    Report.location(written.get(i)))));
      }
      List<Report.Member> members = new ArrayList<>();
      members.add(new Report.Member("expressions", new Report.Listed(expressions)));
      if (row.bindings().size() > 0) {
        members.add(new Report.Member("bindings", new Report.Plain(row.bindings())));
      }
      rows.add(new Report.Members(members));
    }
    return rows;
  }

  private static String raw(Value value) {
    return value instanceof StringValue text ? text.value() : Paper.plain(value);
  }

  private void pretty(List<Location> written, Result result, List<Report.Member> more) {
    if (result.isUndefined()) {
      out.println("undefined");
    } else {
      Result.Row first = result.rows().getFirst();
      boolean plain = first.bindings().size() == 0 && result.rows().size() == 1;
      if (plain
          && (first.expressions().size() == 1
              || first.expressions().stream().allMatch(BooleanValue.class::isInstance))) {
        out.println(Paper.pretty(first.expressions().getFirst(), "", 0));
      } else {
        table(written, result, first);
      }
    }
    if (!more.isEmpty()) {
      out.println(new Report.Members(more).pretty());
    }
  }

  /** A column for each variable, and for each expression that says more than that it holds. */
  private void table(List<Location> written, Result result, Result.Row first) {
    List<String> head = new ArrayList<>();
    first.bindings().forEach((name, value) -> head.add(raw(name)));
    int[] columns =
        IntStream.range(0, first.expressions().size())
            .filter(i ->
                first.bindings().size() == 0
                    || !(first.expressions().get(i) instanceof BooleanValue))
            .toArray();
    IntStream.of(columns).forEach(i -> head.add(written.get(i).text()));
    Table table = new Table(head);
    long length = 0;
    for (Result.Row row : result.rows()) {
      List<String> cells = new ArrayList<>();
      first
          .bindings()
          .forEach((name, value) ->
              cells.add(Optional.ofNullable(row.bindings().find(name)).map(this::cut).orElse("")));
      IntStream.of(columns).forEach(i -> cells.add(cut(row.expressions().get(i))));
      length += cells.stream().mapToLong(String::length).sum();
      Paper.fits(length);
      table.add(cells);
    }
    out.print(table);
  }

  private String cut(Value value) {
    String text = Paper.plain(value);
    return cell > 0 && text.length() > cell ? text.substring(0, cell) + "..." : text;
  }
}
