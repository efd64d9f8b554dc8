// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.compile.Page.Origin;
import dev.mcpfirewall.policy.rule.AgentEntry;
import java.util.List;

/** One entry of {@code agents:}. */
record AgentLines(AgentEntry entry, int number, Page page) {
  void write() {
    String who = "agent_" + number;
    Body body = new Body().and("lib.call");
    NameTest.of(entry.agent()).holds("input.names.agent").ifPresent(body::and);
    page.comment("agents." + entry.agent() + ", " + entry.at());
    page.helper(who, body);
    list(who + "_deny", entry.deny(), false);
    list(who + "_approval", entry.approval(), false);
    entry.allow().ifPresent(names -> list(who + "_allow", names, true));
    boolean denies = !entry.deny().isEmpty();
    boolean asks = !entry.approval().isEmpty();
    if (denies) {
      rule(
          "deny",
          "deny",
          "its list `deny` names this tool",
          about(who).and(who + "_deny", "`tool` is not in `deny`"));
    }
    if (asks) {
      Body asked = about(who).and(who + "_approval", "`tool` is not in `require_approval`");
      rule(
          "approval",
          "hold",
          "its list `require_approval` names this tool",
          unless(asked, denies, who, "deny"));
    }
    if (entry.allow().isPresent()) {
      boolean named = !entry.allow().orElseThrow().isEmpty();
      Body other = about(who);
      other = named ? other.and("not " + who + "_allow", "`tool` is in `allow`") : other;
      other = unless(unless(other, denies, who, "deny"), asks, who, "approval");
      rule("allow", "deny", "its list `allow` does not name this tool", other);
      if (named) {
        Body allowed = about(who).and(who + "_allow", "`tool` is not in `allow`");
        allowed = unless(unless(allowed, denies, who, "deny"), asks, who, "approval");
        rule("allow", "allow", "its list `allow` names this tool", allowed);
        page.helper("decided", new Body().and(who).and(who + "_allow"));
      }
    }
  }

  private Body about(String who) {
    return new Body().and(who, "`agent` is not `" + entry.agent() + "`, or it is no call");
  }

  private static Body unless(Body body, boolean used, String who, String list) {
    return used
        ? body.and(
            "not " + who + "_" + list,
            "`" + (list.equals("deny") ? "deny" : "require_approval") + "` names it")
        : body;
  }

  private void list(String name, List<Glob> globs, boolean lets) {
    NameTest names = NameTest.of(globs);
    String tool = "input.names.tool";
    names.exactly(tool).ifPresent(test -> page.helper(name, plainly(lets).and(test)));
    names
        .like(tool)
        .ifPresent(test -> page.helper(name, plainly(lets).and(test.equals("true") ? tool : test)));
  }

  private static Body plainly(boolean lets) {
    return lets ? new Body().and("lib.plainly_named") : new Body();
  }

  private void rule(String kind, String effect, String why, Body body) {
    Origin origin =
        new Origin(
            PolicyStage.AGENTS, "agents." + entry.agent() + "." + kind, entry.at().toString());
    String message = "agent `" + entry.agent() + "`: " + why;
    page.rule(
        origin, "reasons contains " + new ReasonTerm(origin, effect, message, "").term(), body);
  }
}
