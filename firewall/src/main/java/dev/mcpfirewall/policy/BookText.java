// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Digest;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Chain;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.policy.rule.Flow;
import dev.mcpfirewall.policy.rule.RateLimit;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.ServerTraits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Books as keys and values: everything that a decision hangs on, and nothing that it does not, such
 * as positions. Digests stand for the content of other files.
 */
record BookText(List<Rulebook> books) {
  void describe(BiConsumer<String, String> out) {
    for (int i = 0; i < books.size(); i++) {
      // The person's own keys are the same whether there is a project or not.
      String prefix = i == 0 ? "" : "project[" + i + "].";
      describe(books.get(i), (key, value) -> out.accept(prefix + key, value));
    }
  }

  private static void describe(Rulebook book, BiConsumer<String, String> out) {
    tools(book.tools(), out);
    book.labels().forEach(traits -> traits(traits, out));
    book.agents().forEach(agent -> agent(agent, out));
    rules("rules", book.rules(), out);
    rules("outbound_rules", book.outbound(), out);
    book.rates().forEach(rate -> rate(rate, out));
    book.sequences().chains().forEach(chain -> chain(chain, out));
    book.sequences().flows().forEach(flow -> flow(flow, out));
    extension(book.extension(), out);
  }

  private static void tools(ToolRules.RuleSet tools, BiConsumer<String, String> out) {
    out.accept("default", ToolRules.word(tools.otherwise()));
    for (ServerEntry server : tools.servers()) {
      String key = "servers." + server.server();
      server.otherwise().ifPresent(s -> out.accept(key + ".default", ToolRules.word(s)));
      for (ToolEntry tool : server.tools()) {
        out.accept(key + ".tools." + tool.tool(), tool.state().word());
      }
    }
  }

  private static void traits(ServerTraits traits, BiConsumer<String, String> out) {
    String key = "servers." + traits.server();
    if (traits.trusted()) {
      out.accept(key + ".trusted", "true");
    }
    traits
        .tools()
        .forEach(tool -> out.accept(key + ".labels." + tool.tool(), tool.labels().toString()));
  }

  private static void agent(AgentEntry agent, BiConsumer<String, String> out) {
    String key = "agents." + agent.agent();
    agent.allow().ifPresent(list -> out.accept(key + ".allow", RuleText.ofGlobs(list)));
    out.accept(key + ".deny", RuleText.ofGlobs(agent.deny()));
    out.accept(key + ".require_approval", RuleText.ofGlobs(agent.approval()));
  }

  private static void rules(String list, List<Rule> rules, BiConsumer<String, String> out) {
    if (!rules.isEmpty()) {
      out.accept(list, rules.stream().map(Rule::name).toList().toString());
    }
    rules.forEach(rule -> out.accept(list + "." + rule.name(), RuleText.of(rule)));
  }

  private static void rate(RateLimit rate, BiConsumer<String, String> out) {
    String key = "rate_limits." + rate.scope().word() + "." + rate.of();
    out.accept(key, rate.calls() + "/" + Spans.text(rate.per()));
  }

  private static void chain(Chain chain, BiConsumer<String, String> out) {
    List<String> steps =
        chain.steps().stream()
            .map(step -> "{" + RuleText.of(step.scope()) + RuleText.of(step.arguments()) + "}")
            .toList();
    String text =
        chain.action().word()
            + " within "
            + Spans.text(chain.within())
            + " "
            + steps
            + RuleText.ofMessage(chain.message());
    out.accept("chains." + chain.name(), text);
  }

  private static void flow(Flow flow, BiConsumer<String, String> out) {
    String forbidden =
        switch (flow.forbid()) {
          case Flow.Forbidden.Egress egress -> "egress";
          case Flow.Forbidden.Calls calls -> "{" + RuleText.of(calls.scope()) + "}";
        };
    String text =
        flow.action().word()
            + " "
            + forbidden
            + " when "
            + flow.when()
            + RuleText.ofMessage(flow.message());
    out.accept("flows." + flow.name(), text);
  }

  private static void extension(Extension extension, BiConsumer<String, String> out) {
    for (Extension.Module module : extension.modules()) {
      out.accept(
          "rego." + nameOf(module.file()), digest(module.text()) + (module.legacy() ? " v0" : ""));
    }
    for (Extension.Document document : extension.documents()) {
      out.accept(
          "data." + document.name(), nameOf(document.file()) + " " + digest(document.json()));
    }
  }

  /** Not where the file lies: equal policies have equal revisions on every machine. */
  private static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String digest(String content) {
    return Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
