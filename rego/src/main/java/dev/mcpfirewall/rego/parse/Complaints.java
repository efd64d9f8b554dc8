// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.ArrayList;
import java.util.List;

/**
 * What the older syntax allows and the current one does not. Collected while reading, for an {@code
 * import rego.v1} may follow.
 */
final class Complaints {
  private final List<RegoError> errors = new ArrayList<>();
  private final int limit;

  Complaints(int limit) {
    this.limit = limit;
  }

  List<RegoError> errors() {
    return errors;
  }

  /**
   * A rule with a body.
   *
   * @param set whether it is a partial set written without {@code contains}
   */
  void body(Rule.Head head, boolean hasIf, boolean set, Location where) {
    if (!hasIf) {
      ifMissing(head, where, (set ? contains(head) : beforeBody(head)) + " if {");
    }
    if (set) {
      containsMissing(head, where);
    }
  }

  private static String beforeBody(Rule.Head head) {
    String text = head.at().text();
    return text.indexOf('\n') < 0 ? text : "…";
  }

  void elseBody(boolean hasIf, Rule.Head head, Location where) {
    if (!hasIf) {
      ifMissing(head, where, "else … if {");
    }
  }

  private void ifMissing(Rule.Head head, Location where, String advice) {
    add("`if` keyword is required before " + noun(head) + " body", where, "write `" + advice + "`");
  }

  /** A rule without a body. */
  void bodiless(Rule.Head head, boolean set, Location where) {
    if (set) {
      containsMissing(head, where);
    } else if (head.key().isEmpty() && head.value().isEmpty()) {
      String name = head.at().text();
      add(
          noun(head) + " must have value assignment and/or body declaration",
          where,
          "write `" + name + " := true`, or `" + name + " if …`");
    }
  }

  private void containsMissing(Rule.Head head, Location where) {
    add(
        "`contains` keyword is required for partial set rules",
        where,
        "write `" + contains(head) + "`");
  }

  private static String contains(Rule.Head head) {
    Term key = head.key().orElseThrow();
    String text =
        key instanceof Term.Scalar && !key.at().text().startsWith("\"")
            ? '"' + key.at().text() + '"'
            : key.at().text();
    return head.name().at().text() + " contains " + text;
  }

  private static String noun(Rule.Head head) {
    return head.arguments().isPresent() ? "function" : "rule";
  }

  private void add(String message, Location where, String help) {
    if (errors.size() < limit) {
      errors.add(RegoError.of(ErrorCode.PARSE, message, where).help(help));
    }
  }
}
