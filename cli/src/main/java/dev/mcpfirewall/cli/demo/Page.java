// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

import java.io.PrintWriter;

/** What a demonstration prints, in colour or without. */
final class Page {
  private static final String INDENT = "   ";
  private static final int LABEL = 14;

  private final PrintWriter out;
  private final boolean colour;

  Page(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** A line in bold with an empty line before it. */
  void title(String text) {
    out.println();
    out.println(paint("1", text));
  }

  /** A line as it is. */
  void line(String text) {
    out.println(text);
  }

  /** A label and a text of one or more lines. */
  void item(String label, String text) {
    String margin = paint("2", INDENT + label + " ".repeat(Math.max(1, LABEL - label.length())));
    for (String line : text.strip().lines().toList()) {
      out.println(margin + line);
      margin = INDENT + " ".repeat(LABEL);
    }
  }

  /** The decision, coloured by how strict it is. */
  void decision(Decisions.Decision decision) {
    String effect =
        switch (decision.effect()) {
          case "allow" -> paint("1;32", "ALLOW");
          case "redact" -> paint("1;33", "REDACT");
          case "hold" -> paint("1;35", "HOLD");
          default -> paint("1;31", "DENY");
        };
    String why =
        decision.rule().isEmpty() ? "unchanged" : decision.stage() + " · " + decision.rule();
    item("decision", effect + "  " + why);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
