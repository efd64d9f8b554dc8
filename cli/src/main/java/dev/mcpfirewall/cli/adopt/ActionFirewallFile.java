// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A file of MCP Action Firewall. A tool whose name begins with an allowed prefix passes; else one
 * whose name has a blocked keyword in it waits for a one-time code; else the default action. What
 * stands under a server's name is added to the lists for all.
 */
final class ActionFirewallFile {
  private static final List<String> ACTIONS = List.of("allow", "block");
  private static final int MOST_ATTEMPTS = 10;
  private static final int LONGEST_PATTERN = 500;

  private final Draft draft;
  private final Tree global;
  private final List<Map.Entry<String, Tree>> servers = new ArrayList<>();

  private ActionFirewallFile(Tree file, Draft draft) {
    this.draft = draft;
    this.global =
        file.tree("global")
            .orElseThrow(() ->
                Tree.wrong(
                    file.at(), "there is no `global` in the file", "is this the right file?"));
    for (Entry entry : file.tree("servers").map(Tree::entries).orElse(List.of())) {
      String name = entry.key().text();
      if (name.isBlank() || name.matches(".*[*?|].*")) {
        draft.note(
            DIFFERENT,
            entry.key().at(),
            "the server `" + name + "` has no name that can stand in a policy");
      } else {
        servers.add(Map.entry(name, Tree.of(entry.value(), name)));
      }
    }
  }

  /** Puts into the draft what the file says. */
  static void read(Tree file, Draft draft) {
    ActionFirewallFile reader = new ActionFirewallFile(file, draft);
    reader.codes();
    // First all prefixes, then all keywords, then what is left: so the lists of a server extend.
    reader.lists("allow_prefixes", "allow", prefix -> prefix + "*");
    reader.lists("block_keywords", "approve", keyword -> "*" + keyword + "*");
    reader.defaults();
    if (!reader.servers.isEmpty()) {
      draft.note(
          DIFFERENT,
          file.at("servers"),
          "rules of a server apply to what `--name` calls so; case does not count in names here");
    }
  }

  private void codes() {
    long attempts = global.number("otp_attempt_count").orElse(1);
    if (attempts < 1) {
      throw Tree.wrong(
          global.at("otp_attempt_count"), "`otp_attempt_count` must be 1 or more", "mend it");
    }
    if (attempts > MOST_ATTEMPTS) {
      draft.note(
          STRICTER,
          global.at("otp_attempt_count"),
          "at most " + MOST_ATTEMPTS + " attempts at a code are given here");
    }
    draft.put("approvals", "otp", Map.of("attempts", Math.min(attempts, MOST_ATTEMPTS)));
    draft.note(
        STRICTER,
        global.at(),
        "a call that waits is shown to a person; the code is not told to the agent, unless"
            + " `approvals.otp.delivery` says `in_band`");
    for (Map.Entry<String, Tree> server : servers) {
      if (server.getValue().has("otp_attempt_count")) {
        draft.note(
            DROPPED,
            server.getValue().at("otp_attempt_count"),
            "`otp_attempt_count` of a server, which MCP Action Firewall does not read");
      }
    }
  }

  private void lists(String key, String action, UnaryOperator<String> glob) {
    for (Map.Entry<String, Tree> server : servers) {
      list(server.getValue(), key, action, glob, Optional.of(server.getKey()));
    }
    list(global, key, action, glob, Optional.empty());
  }

  private void list(
      Tree from, String key, String action, UnaryOperator<String> glob, Optional<String> server) {
    List<String> globs = new ArrayList<>();
    for (Scalar text : from.texts(key, false)) {
      if (text.text().isEmpty()) {
        draft.note(DIFFERENT, text.at(), "an empty text in `" + key + "` means every tool");
        globs.add("*");
      } else if (text.text().matches(".*[*?|].*")) {
        draft.note(
            DROPPED,
            text.at(),
            "`" + text.text() + "` in `" + key + "`: no tool can have `*`, `?` or `|` in its name");
      } else {
        globs.add(glob.apply(text.text()));
      }
    }
    String name =
        server.map(s -> s + "-").orElse("")
            + (action.equals("allow") ? "allow-prefixes" : "block-keywords");
    for (String pattern : joined(globs.stream().distinct().toList())) {
      Draft.Rule rule = new Draft.Rule(action);
      server.ifPresent(s -> rule.scope("server", s));
      draft.rule(name, rule.scope("tool", pattern));
    }
  }

  private static List<String> joined(List<String> globs) {
    List<String> all = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String glob : globs) {
      if (part.stream().mapToInt(g -> g.length() + 1).sum() + glob.length() > LONGEST_PATTERN) {
        all.add(part.stream().collect(Collectors.joining("|")));
        part.clear();
      }
      part.add(glob);
    }
    if (!part.isEmpty()) {
      all.add(part.stream().collect(Collectors.joining("|")));
    }
    return all;
  }

  private void defaults() {
    for (Map.Entry<String, Tree> server : servers) {
      server
          .getValue()
          .word("default_action", ACTIONS)
          .ifPresent(action ->
              draft.rule(
                  server.getKey() + "-default",
                  new Draft.Rule(ours(action))
                      .scope("server", server.getKey())
                      .scope("tool", "*")));
    }
    String action = global.word("default_action", ACTIONS).orElse("block");
    // A rule, not `default:`, which would also be about reading resources; they are not looked at.
    draft.rule("default", new Draft.Rule(ours(action)).scope("tool", "*"));
  }

  private static String ours(String action) {
    return action.equals("block") ? "approve" : "allow";
  }
}
