// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.rule.Label;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import java.util.List;

/** One book as one package. Of one thread, for one book. */
final class BookCompiler {
  private final Rulebook book;
  private final int number;
  private final boolean decides;
  private final Page page = new Page();
  private final MatchBody matches = new MatchBody();

  /**
   * For a book.
   *
   * @param decides whether {@code allow} of the user's Rego decides in this book
   */
  BookCompiler(Rulebook book, int number, boolean decides) {
    this.book = book;
    this.number = number;
    this.decides = decides;
  }

  static String packageOf(int number) {
    return "mcp_firewall.yaml.b" + number;
  }

  RegoText compile() {
    page.block(
        "# "
            + (number == 0
                ? "Your own policy file, with what it includes and the projects you trust."
                : "A project's policy file, which can only make things stricter."),
        "# Made from YAML: each rule has its place there above it.",
        "package " + packageOf(number));
    page.block("import data.mcp_firewall.lib", "import data.mcp_firewall.site");
    traits();
    for (int i = 0; i < book.agents().size(); i++) {
      new AgentLines(book.agents().get(i), i, page).write();
    }
    ToolEntries tools = new ToolEntries(book.tools(), page);
    if (tools.any()) {
      tools.write();
    }
    rules("rules", "inbound", "rules", book.rules());
    rules("outbound_rules", "outbound", "outbound-rules", book.outbound());
    new SequenceLines(book.sequences(), number, matches, page).write();
    if (decides) {
      page.helper("decided", new Body().and("data.mcp_firewall.policy.allow == true"));
    }
    page.block("default decided := false");
    tools.writeDefault();
    matches.write(page);
    return page.done(packageOf(number) + ".rego");
  }

  private void traits() {
    for (ServerTraits server : book.labels()) {
      for (ServerTraits.Labelled tool : server.tools()) {
        for (Label label : tool.labels()) {
          Body body = new Body();
          body.and(
              NameTest.of(tool.tool()).holds("input.names.tool").orElse("lib.holds_contents"),
              "`tool` is not `" + tool.tool() + "`");
          named(body, "server", server.server());
          page.comment(tool.at().toString());
          page.helper("labels contains " + Terms.text(label.name()), body);
        }
      }
      if (server.trusted()) {
        Body body = new Body();
        named(body, "server", server.server());
        page.helper("trusted", body);
      }
    }
  }

  static void named(Body body, String what, Glob glob) {
    body.and(
        NameTest.of(glob).holds("input.names." + what).orElse("input.names." + what),
        "`" + what + "` is not `" + glob + "`");
  }

  private void rules(String set, String direction, String prefix, List<Rule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    new RuleList(set, prefix, rules, matches, page).write();
    String first = "first_of_" + set;
    page.comment("The first that matches wins.");
    page.helper(
        first + " := min(places)",
        new Body()
            .and("lib." + direction)
            .and("places := [place | some [place, _] in " + set + "]"));
    String winner = "some [place, reason] in " + set;
    page.helper(
        "reasons contains reason",
        new Body().and("lib." + direction).and(winner).and("place == " + first));
    page.helper("decided", new Body().and(first + " >= 0"));
    if (rules.stream().anyMatch(rule -> !rule.labels().isEmpty())) {
      page.helper(
          "marks contains {\"label\": label}",
          new Body()
              .and("lib." + direction)
              .and(winner)
              .and("place == " + first)
              .and("some label in reason.labels"));
    }
  }
}
