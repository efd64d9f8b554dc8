// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.Page.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The modules that join the books: what is asked, and what they share. */
final class JoiningModules {
  private JoiningModules() {}

  /** What is asked: all reasons and all that is to be remembered. */
  static RegoText main(List<RegoText> books, Set<String> words, boolean labels) {
    Page page = new Page();
    page.block(
        "# What is asked of this policy for every message: every rule that has something to say,",
        "# and what the session is to remember. The strictest effect of all reasons counts.",
        "package mcp_firewall.main");
    page.block("import data.mcp_firewall.lib");
    List<String> reasons = new ArrayList<>(defined(books, "reasons"));
    reasons.add("lib.limits");
    page.block("reasons := [" + String.join(", ", reasons) + "]");
    List<String> marks = new ArrayList<>(defined(books, "marks"));
    if (labels) {
      marks.add("data.mcp_firewall.site.marks");
    }
    page.block("marks := [" + String.join(", ", marks) + "]");
    words.stream().sorted().forEach(word -> said(page, word));
    return page.done("mcp_firewall.main.rego");
  }

  private static void said(Page page, String word) {
    if (!word.equals("allow")) {
      Origin origin = new Origin(PolicyStage.REGO, "rego." + word, "");
      page.rule(
          origin,
          "rego contains [" + Terms.text(word) + ", said]",
          new Body()
              .and(
                  "some said in lib.words(data.mcp_firewall.policy." + word + ")",
                  "`" + word + "` says nothing"));
      return;
    }
    Origin origin = new Origin(PolicyStage.REGO, "rego.allow", "");
    page.rule(
        origin,
        "rego contains [\"refuse\", {\"rule\": \"allow\", \"message\": \"`allow` of the policy's Rego does not hold\"}]",
        new Body()
            .and("lib.acts", "it does nothing and carries no contents")
            .and("not data.mcp_firewall.policy.allow == true", "`allow` holds"));
    page.rule(
        origin,
        "rego contains [\"allow\", {\"rule\": \"allow\", \"message\": \"`allow` of the policy's Rego holds\"}]",
        new Body()
            .and("lib.acts", "it does nothing and carries no contents")
            .and("data.mcp_firewall.policy.allow == true", "`allow` does not hold"));
  }

  private static List<String> defined(List<RegoText> books, String set) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < books.size(); i++) {
      if (books.get(i).text().contains("\n" + set + " contains ")) {
        terms.add("data." + BookCompiler.packageOf(i) + "." + set);
      }
    }
    return terms;
  }

  /** What the books share: labels of tools, and hosts that are known. */
  static RegoText site(List<RegoText> books, List<DomainPattern> domains, boolean labels) {
    Page page = new Page();
    page.block("# What the books share.", "package mcp_firewall.site");
    if (labels) {
      page.block("import data.mcp_firewall.lib");
    }
    List<String> labelled = defined(books, "labels");
    if (labelled.isEmpty()) {
      page.block("labels := set()");
    }
    labelled.forEach(
        set -> page.helper("labels contains label", new Body().and("some label in " + set)));
    page.comment("Hosts to which data may go without that being a way out.");
    page.block(
        "allowed_domains := " + Terms.array(domains.stream().map(DomainPattern::text).toList()));
    page.helper("allowed(host)", new Body().and("mcp.name.like(host, allowed_domains)"));
    if (labels) {
      marks(page);
    }
    return page.done("mcp_firewall.site.rego");
  }

  private static void marks(Page page) {
    page.comment("What the result of this call, or this result, is.");
    mark(page, "label", new Body().and("some label in labels").and("label != \"egress\""));
    mark(
        page,
        "\"untrusted_content\"",
        new Body().and("input.tool.annotations.openWorldHint == true"));
    mark(page, "\"private_data\"", new Body().and("lib.acting").and("lib.strays"));
    mark(page, "\"private_data\"", new Body().and("lib.outbound").and("lib.found(\"secrets\")"));
  }

  private static void mark(Page page, String label, Body body) {
    page.helper("marks contains {\"label\": " + label + "}", body);
  }
}
