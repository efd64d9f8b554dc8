// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.NumberValue;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.List;

/** JSON whose members stand in the order they were written in, as a person reads them. */
sealed interface Report {
  /** A value as the engine writes it. */
  record Plain(Value value) implements Report {}

  /** Elements. */
  record Listed(List<Report> elements) implements Report {
    public Listed {
      elements = List.copyOf(elements);
    }
  }

  /** Members in order. */
  record Members(List<Member> members) implements Report {
    public Members {
      members = List.copyOf(members);
    }
  }

  /** One member. */
  record Member(String name, Report value) {}

  /** A member that is a text. */
  static Member text(String name, String text) {
    return new Member(name, new Plain(StringValue.of(text)));
  }

  /** A member that is an array of texts. */
  static Member texts(String name, List<String> lines) {
    return new Member(
        name,
        new Listed(lines.stream().<Report>map(line -> new Plain(StringValue.of(line))).toList()));
  }

  /** A member that is a number. */
  static Member number(String name, long number) {
    return new Member(name, new Plain(NumberValue.of(number)));
  }

  /** A member that is an object. */
  static Member object(String name, List<Member> members) {
    return new Member(name, new Members(members));
  }

  /** A place as {@code opa} writes it; the file where it has a name. */
  static Member location(Location at) {
    Member row = number("row", at.line());
    Member column = number("col", at.column());
    String file = at.source().name();
    return object(
        "location",
        file.isEmpty() ? List.of(row, column) : List.of(text("file", file), row, column));
  }

  /** The text, over several lines, indented by two blanks; refused where it is too long. */
  default String pretty() {
    StringBuilder out = new StringBuilder();
    write(this, "", out);
    return out.toString();
  }

  private static void write(Report report, String indent, StringBuilder out) {
    String deeper = indent + "  ";
    switch (report) {
      case Plain(Value value) -> out.append(Paper.pretty(value, indent, out.length()));
      case Listed(List<Report> elements) -> {
        String between = "[\n";
        for (Report element : elements) {
          out.append(between).append(deeper);
          write(element, deeper, out);
          between = ",\n";
        }
        out.append(elements.isEmpty() ? "[]" : "\n" + indent + "]");
      }
      case Members(List<Member> members) -> {
        String between = "{\n";
        for (Member member : members) {
          out.append(between).append(deeper);
          out.append(Json.write(StringValue.of(member.name()))).append(": ");
          write(member.value(), deeper, out);
          between = ",\n";
        }
        out.append(members.isEmpty() ? "{}" : "\n" + indent + "}");
      }
    }
  }
}
