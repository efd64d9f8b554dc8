// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PolicyStage;
import dev.mcpfirewall.policy.ToolRules.RuleSet;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.compile.Page.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code servers:} and {@code default:}, as {@link dev.mcpfirewall.policy.ToolRules} reads them.
 */
final class ToolEntries {
  private final RuleSet set;
  private final Page page;
  private final List<String> positions = new ArrayList<>();

  ToolEntries(RuleSet set, Page page) {
    this.set = set;
    this.page = page;
  }

  /** Whether a tool can have an entry. */
  boolean any() {
    return set.servers().stream().anyMatch(server -> !server.tools().isEmpty());
  }

  /** The lines that say what holds for a tool; only where {@link #any}. */
  void write() {
    for (int i = 0; i < set.servers().size(); i++) {
      ServerEntry server = set.servers().get(i);
      for (ToolEntry tool : server.tools()) {
        positions.add(tool.at().toString());
        write(server, i, tool);
      }
    }
    page.block("tool_positions := " + Terms.array(positions));
    page.block("counting := lib.counting(tools) if lib.call");
    page.block("tool_standing := lib.standing(counting)");
    said(ToolState.DISABLED, "deny", Phrases.TOOL_DISABLED, Phrases.TOOL_REFUSED);
    said(ToolState.APPROVAL, "hold", Phrases.NEEDS_APPROVAL, Phrases.PERSON_DECIDES);
    page.helper("decided", new Body().and("lib.call").and("count(counting) > 0"));
  }

  /** An entry, once for its names and once for its globs, since an exact name counts more. */
  private void write(ServerEntry server, int place, ToolEntry tool) {
    int entry = positions.size() - 1;
    for (Part named : parts(server.server(), "server")) {
      for (Part called : parts(tool.tool(), "tool")) {
        // The tool first: the engine's index goes by what most ask.
        Body body = new Body();
        add(body, called.test(), "`tool` is not `" + tool.tool() + "`");
        add(body, named.test(), "`server` is not `" + server.server() + "`");
        Origin origin =
            new Origin(
                PolicyStage.TOOLS,
                "servers." + server.server() + ".tools." + tool.tool(),
                tool.at().toString());
        page.rule(
            origin,
            "tools contains ["
                + named.exact()
                + ", "
                + place
                + ", "
                + called.exact()
                + ", "
                + tool.state().ordinal()
                + ", "
                + entry
                + "]",
            body);
      }
    }
  }

  private static void add(Body body, String test, String otherwise) {
    if (!test.equals("true")) {
      body.and(test, otherwise);
    }
  }

  /** A way in which a glob can match: by a name of it, or by a pattern. */
  private record Part(int exact, String test) {}

  private static List<Part> parts(Glob glob, String of) {
    NameTest names = NameTest.of(glob);
    String term = "input.names." + of;
    List<Part> parts = new ArrayList<>();
    names.exactly(term).ifPresent(test -> parts.add(new Part(1, test)));
    names.like(term).ifPresent(test -> parts.add(new Part(0, test)));
    return parts;
  }

  private void said(ToolState state, String effect, String rule, String message) {
    boolean used =
        set.servers().stream()
            .flatMap(server -> server.tools().stream())
            .anyMatch(tool -> tool.state() == state);
    if (used) {
      page.helper(
          "reasons contains {\"stage\": \"tools\", \"rule\": "
              + Terms.text(rule)
              + ", \"effect\": "
              + Terms.text(effect)
              + ", \"message\": "
              + Terms.text(message)
              + ", \"at\": at}",
          new Body()
              .and("tool_standing[1] == " + state.ordinal())
              .and("at := tool_positions[0 - tool_standing[2]]"));
    }
  }

  /** The lines for what nothing else decides; none where it always passes. */
  void writeDefault() {
    List<ServerEntry> own =
        set.servers().stream().filter(server -> server.otherwise().isPresent()).toList();
    boolean passes =
        set.otherwise() == ToolState.ENABLED
            && own.stream().allMatch(s -> s.otherwise().equals(Optional.of(ToolState.ENABLED)));
    if (passes) {
      return;
    }
    for (ServerEntry server : own) {
      for (Part named : parts(server.server(), "server")) {
        Body body = new Body();
        add(body, named.test(), "`server` is not `" + server.server() + "`");
        page.helper(
            "server_defaults contains ["
                + named.exact()
                + ", "
                + server.otherwise().orElseThrow().ordinal()
                + "]",
            body);
      }
    }
    String otherwise = String.valueOf(set.otherwise().ordinal());
    page.block(
        own.isEmpty()
            ? "default_state := " + otherwise
            : "default_state := lib.server_default(server_defaults, " + otherwise + ")");
    byDefault(ToolState.DISABLED, "lib.call", "deny", Phrases.DEFAULT, Phrases.TOOL_REFUSED);
    byDefault(ToolState.DISABLED, "not lib.call", "deny", Phrases.DEFAULT, Phrases.NOT_ALLOWED);
    byDefault(ToolState.APPROVAL, "", "hold", Phrases.NEEDS_APPROVAL, Phrases.PERSON_DECIDES);
  }

  private void byDefault(
      ToolState state, String about, String effect, String rule, String message) {
    Body body =
        new Body()
            .and("lib.acts", "it does nothing and carries no contents")
            .and("not decided", "something else in the policy decided it");
    if (!about.isEmpty()) {
      body.and(about);
    }
    body.and(
        "default_state == " + state.ordinal(),
        "`default` is not `" + (state == ToolState.DISABLED ? "deny" : "approve") + "`");
    Origin origin = new Origin(PolicyStage.DEFAULT, rule, "");
    page.rule(
        origin, "reasons contains " + new ReasonTerm(origin, effect, message, "").term(), body);
  }
}
