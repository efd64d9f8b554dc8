// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Scalar;
import java.util.List;
import java.util.Optional;

/**
 * The permissions of Claude Code: {@code deny}, then {@code ask}, then {@code allow}, whatever is
 * more specific; what none of them names is asked about. Of a rule's forms those about tools of MCP
 * servers count here: {@code mcp__SERVER}, {@code mcp__SERVER__*}, {@code mcp__SERVER__TOOL}.
 */
final class ClaudeSettings {
  private static final String PREFIX = "mcp__";

  private final Tree permissions;
  private final Draft draft;

  private ClaudeSettings(Tree permissions, Draft draft) {
    this.permissions = permissions;
    this.draft = draft;
  }

  /** Puts into the draft what the file says. */
  static void read(Tree file, Draft draft) {
    Tree permissions =
        file.tree("permissions")
            .orElseThrow(() ->
                Tree.wrong(
                    file.at(),
                    "there are no `permissions` in the file",
                    "is this the right file?"));
    ClaudeSettings reader = new ClaudeSettings(permissions, draft);
    reader.servers(file);
    reader.list("deny", "deny");
    reader.list("ask", "approve");
    reader.list("allow", "allow");
    reader.otherwise();
    draft.note(
        DIFFERENT,
        permissions.at(),
        "what Claude Code says of its own user holds here for every client; give the rules `agent:"
            + " claude-code` if they must not");
  }

  private void servers(Tree file) {
    for (Scalar name : file.texts("disabledMcpjsonServers", true)) {
      server(name.text(), name);
    }
    for (Tree entry : file.trees("deniedMcpServers")) {
      Optional<String> name = entry.text("serverName");
      if (name.isPresent()) {
        server(name.get(), new Scalar(entry.at("serverName"), name.get(), false));
      } else {
        draft.note(
            Note.Kind.LOOSER,
            entry.at(),
            "a denied server without `serverName` is left out: it is known by name here");
      }
    }
    for (String key : List.of("allowedMcpServers", "enabledMcpjsonServers")) {
      if (file.has(key)) {
        draft.note(
            DROPPED,
            file.at(key),
            "`" + key + "`: which servers Claude Code starts is its own matter");
      }
    }
  }

  private void server(String name, Scalar at) {
    if (name.isBlank() || name.matches(".*[*?|].*")) {
      draft.note(
          Note.Kind.LOOSER,
          at.at(),
          "the server `" + name + "` has no name that can stand in a policy");
      return;
    }
    draft.rule("no-" + name, new Draft.Rule("deny").scope("server", name).scope("tool", "*"));
  }

  private void list(String key, String action) {
    int others = 0;
    for (Scalar rule : permissions.texts(key, true)) {
      if (rule.text().equals("*") && !action.equals("allow")) {
        draft.rule(action + "-all", new Draft.Rule(action).scope("tool", "*"));
      } else if (!rule.text().startsWith(PREFIX)) {
        others++;
      } else {
        rule(rule, action);
      }
    }
    if (others > 0) {
      draft.note(
          DROPPED,
          permissions.at(key),
          others + " in `" + key + "` about tools of Claude Code itself, which no server sees");
    }
  }

  private void rule(Scalar rule, String action) {
    String text = rule.text();
    boolean lets = action.equals("allow");
    if (text.contains("(")) {
      draft.note(
          DROPPED,
          rule.at(),
          "`" + text + "`: Claude Code passes over rules with parentheses for tools of servers");
      return;
    }
    String rest = text.substring(PREFIX.length());
    int parts = rest.indexOf("__");
    String server = parts < 0 ? rest : rest.substring(0, parts);
    String tool = parts < 0 ? "*" : rest.substring(parts + 2);
    if (lets && server.contains("*") || server.isEmpty() || tool.isEmpty()) {
      draft.note(
          DROPPED, rule.at(), "`" + text + "`, which Claude Code passes over: it names no server");
      return;
    }
    if ((server + tool).matches(".*[?|].*")) {
      draft.note(
          lets ? STRICTER : Note.Kind.LOOSER,
          rule.at(),
          "`" + text + "` is left out: `?` and `|` mean something else here");
      return;
    }
    Draft.Rule made = new Draft.Rule(action);
    // Without a second part a star may stand for server and tool at once.
    boolean anywhere = parts < 0 && server.endsWith("*");
    if (!server.equals("*")) {
      made.scope("server", server);
    }
    draft.rule(
        action + "-" + rest.replace("__", "-").replace("*", "all"),
        made.scope("tool", anywhere ? "*" : tool));
    if (server.contains("_")) {
      draft.once(
          DIFFERENT,
          rule.at(),
          "Claude Code writes `_` for spaces and dots in a server's name; wrap the server with"
              + " `--name "
              + server
              + "`, or correct the name in the policy");
    }
  }

  private void otherwise() {
    String mode = permissions.text("defaultMode").orElse("default");
    String action =
        switch (mode) {
          case "bypassPermissions" -> "allow";
          case "dontAsk" -> "deny";
          default -> "approve";
        };
    if (mode.equals("auto")) {
      draft.note(
          STRICTER,
          permissions.at("defaultMode"),
          "`auto` lets a model decide; here a person is asked");
    }
    draft.rule("otherwise", new Draft.Rule(action, "defaultMode: " + mode).scope("tool", "*"));
  }
}
