// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.json.Edit;
import dev.mcpfirewall.json.Kind;
import dev.mcpfirewall.json.Quote;
import dev.mcpfirewall.json.Span;
import dev.mcpfirewall.json.Value;
import dev.mcpfirewall.mcp.Use;
import java.util.ArrayList;
import java.util.List;

/** What is put in the place of text that must not pass. */
final class Cuts {
  private Cuts() {}

  /**
   * Whether these may be cut: what selects a tool or a prompt can't be without asking for another
   * one.
   */
  static boolean areCuttable(List<Scan.Hit> hits) {
    return hits.stream().noneMatch(hit -> hit.surface().use() == Use.NAME);
  }

  /** Each hit replaced by what its rule calls it. */
  static List<Edit> of(List<Scan.Hit> hits) {
    List<Edit> edits = new ArrayList<>(hits.size());
    for (Scan.Hit hit : hits) {
      edits.add(part(hit.surface().value(), hit.span(), hit.match().rule().label()));
    }
    return edits;
  }

  /**
   * A part of a text, or a number, replaced.
   *
   * @param span within the value
   */
  static Edit part(Value value, Span span, String label) {
    if (value.isKey()) {
      // Two keys of one object must not become the same, whoever cuts them.
      return new Edit(span, text(label + ":" + value.index()));
    }
    return value.is(Kind.STRING) ? new Edit(span, text(label)) : whole(value, label);
  }

  /** A whole value of any kind replaced. */
  static Edit whole(Value value, String label) {
    return new Edit(value.span(), Bytes.utf8(Quote.of(placeholder(label))));
  }

  private static Bytes text(String label) {
    String quoted = Quote.of(placeholder(label));
    return Bytes.utf8(quoted.substring(1, quoted.length() - 1));
  }

  private static String placeholder(String label) {
    return "[REDACTED:" + label + "]";
  }
}
