// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import dev.mcpfirewall.rego.value.StringValue;

/** A syntax tree for people: one word a line, what belongs to it below and further in. */
final class SyntaxTree {
  private final StringBuilder out = new StringBuilder("module\n");

  private SyntaxTree(Report module) {
    add(module, 1);
  }

  /** The text of a tree that {@link SyntaxJson} made. */
  static String of(Report module) {
    return new SyntaxTree(module).out.toString();
  }

  private void add(Report node, int depth) {
    switch (node) {
      case Report.Plain(var value) -> line(value.toString(), depth);
      case Report.Listed(var elements) -> elements.forEach(element -> add(element, depth));
      case Report.Members(var members) -> {
        if (members.size() == 2
            && members.getFirst().name().equals("type")
            && members.getFirst().value() instanceof Report.Plain(StringValue type)) {
          term(type.value(), members.get(1).value(), depth);
        } else {
          members.forEach(member -> member(member, depth));
        }
      }
    }
  }

  private void term(String type, Report value, int depth) {
    if (value instanceof Report.Plain(StringValue name) && type.equals("var")) {
      line(name.value(), depth);
    } else if (value instanceof Report.Plain) {
      add(value, depth);
    } else {
      line(type, depth);
      add(value, depth + 1);
    }
  }

  private void member(Report.Member member, int depth) {
    switch (member.name()) {
      case "rules" -> each("rule", member.value(), depth);
      case "imports" -> each("import", member.value(), depth);
      case "body" -> {
        line("body", depth);
        each("expr", member.value(), depth + 1);
      }
      case "path", "terms" -> add(member.value(), depth);
      case "index", "comments", "name" -> {}
      case String name -> {
        line(name, depth);
        if (!(member.value() instanceof Report.Plain(var value)
            && value.typeName().equals("boolean"))) {
          add(member.value(), depth + 1);
        }
      }
    }
  }

  private void each(String name, Report list, int depth) {
    if (list instanceof Report.Listed(var elements)) {
      for (Report element : elements) {
        line(name, depth);
        add(element, depth + 1);
      }
    }
  }

  private void line(String text, int depth) {
    out.append(" ".repeat(depth)).append(text).append('\n');
  }
}
