// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Scalar;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Cursor may run without asking: {@code mcpAllowlist} of {@code permissions.json} with {@code
 * SERVER:TOOL}, or {@code permissions} of {@code cli-config.json} with {@code Mcp(SERVER:TOOL)},
 * where {@code deny} comes before {@code allow}. Everything else is asked about.
 */
final class CursorPermissions {
  private static final Pattern TOKEN = Pattern.compile("(Shell|Read|Write|WebFetch|Mcp)\\((.*)\\)");

  private CursorPermissions() {}

  /** Whether these permissions are Cursor's, not those of another client that calls them so. */
  static boolean isCursors(Tree permissions) {
    List<Scalar> all = permissions.texts("allow", true);
    return java.util.stream.Stream.concat(all.stream(), permissions.texts("deny", true).stream())
        .anyMatch(token -> token.text().startsWith("Shell(") || token.text().startsWith("Mcp("));
  }

  /** Puts into the draft what the file says. */
  static void read(Tree file, Draft draft) {
    file.tree("permissions")
        .ifPresent(permissions -> {
          tokens(permissions, "deny", "deny", draft);
          tokens(permissions, "allow", "allow", draft);
        });
    for (Scalar entry : file.texts("mcpAllowlist", true)) {
      rule(entry, entry.text(), "allow", draft);
    }
    for (String key : List.of("terminalAllowlist", "autoRun")) {
      if (file.has(key)) {
        draft.note(
            DROPPED, file.at(key), "`" + key + "` is about Cursor itself, which no server sees");
      }
    }
    draft.rule(
        "otherwise",
        new Draft.Rule("approve", "Cursor asks about everything else").scope("tool", "*"));
    draft.note(
        DIFFERENT,
        file.at(),
        "what Cursor says of its own user holds here for every client; give the rules `agent:"
            + " cursor*` if they must not");
  }

  private static void tokens(Tree permissions, String key, String action, Draft draft) {
    int others = 0;
    for (Scalar entry : permissions.texts(key, true)) {
      Matcher token = TOKEN.matcher(entry.text());
      if (token.matches() && token.group(1).equals("Mcp")) {
        rule(entry, token.group(2), action, draft);
      } else {
        others++;
      }
    }
    if (others > 0) {
      draft.note(
          DROPPED,
          permissions.at(key),
          others + " in `" + key + "` about Cursor itself, which no server sees");
    }
  }

  private static void rule(Scalar entry, String text, String action, Draft draft) {
    int colon = text.indexOf(':');
    String server = colon < 0 ? "" : text.substring(0, colon).strip();
    String tool = colon < 0 ? "" : text.substring(colon + 1).strip();
    boolean lets = action.equals("allow");
    if (server.isEmpty() || tool.isEmpty() || (server + tool).matches(".*[?|].*")) {
      draft.note(
          lets ? STRICTER : LOOSER,
          entry.at(),
          "`" + entry.text() + "` is left out: it is not of the form `SERVER:TOOL`");
      return;
    }
    Draft.Rule rule = new Draft.Rule(action);
    if (!server.equals("*")) {
      rule.scope("server", server);
    }
    draft.rule(action + "-" + text.replace(":", "-").replace("*", "all"), rule.scope("tool", tool));
  }
}
