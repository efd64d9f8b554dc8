// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of mcpwall: rules of which the first match wins, a default action, rules for results,
 * patterns of secrets.
 */
final class McpwallFile {
  private static final List<String> ACTIONS = List.of("allow", "deny", "ask");

  private final Tree file;
  private final Draft draft;
  private final McpwallText text;
  private final McpwallSecrets secrets;

  private McpwallFile(Tree file, Draft draft, String home) {
    this.file = file;
    this.draft = draft;
    this.text = new McpwallText(home);
    this.secrets = new McpwallSecrets(file, draft, text);
  }

  /** Puts into the draft what the file says. */
  static void read(Tree file, Draft draft, String home) {
    McpwallFile reader = new McpwallFile(file, draft, home);
    reader.settings();
    List<Tree> rules = file.trees("rules");
    for (int i = 0; i < rules.size(); i++) {
      reader.rule(rules.get(i), i);
    }
    new McpwallResults(file, draft, reader.text, reader.secrets).read();
    if (file.has("integrity")) {
      draft.note(
          DROPPED,
          file.at("integrity"),
          "`integrity` is left out: `trust` watches files of projects");
    }
  }

  private void settings() {
    Optional<Tree> settings = file.tree("settings");
    if (settings.isEmpty()) {
      return;
    }
    Tree all = settings.get();
    String action = all.word("default_action", ACTIONS).orElse("allow");
    draft.section("default", ours(action));
    if (!action.equals("allow")) {
      draft.note(
          DIFFERENT,
          all.at("default_action"),
          "`default_action` also met `initialize`, `ping` and lists; here what only keeps the"
              + " connection alive, or asks what there is, passes");
    }
    if (action.equals("ask")) {
      asks(all.at("default_action"));
    }
    all.tree("rate_limit").ifPresent(this::rateLimit);
    for (String key : List.of("log_dir", "log_level", "log_args")) {
      if (all.has(key)) {
        draft.note(DROPPED, all.at(key), "`settings." + key + "` is left out: see `audit`");
      }
    }
  }

  private void rateLimit(Tree limit) {
    long calls = limit.number("max_calls").orElse(0);
    long seconds = limit.number("window_seconds").orElse(0);
    if (calls < 1 || seconds < 1 || seconds > 86_400) {
      draft.note(LOOSER, limit.at(), "`settings.rate_limit` is no rate that can be counted here");
      return;
    }
    draft.put("rate_limits", "tools", Map.of("*", calls + "/" + seconds + "s"));
  }

  private void asks(Position at) {
    draft.once(
        STRICTER, at, "mcpwall lets pass what it should `ask` about; here a person is asked");
  }

  static String ours(String action) {
    return action.equals("ask") ? "approve" : action;
  }

  private void rule(Tree rule, int index) {
    String name = rule.text("name").orElse("rule-" + (index + 1));
    String action =
        rule.word("action", ACTIONS)
            .orElseThrow(
                () -> Tree.wrong(rule.at(), "the rule `" + name + "` has no `action`", "add one"));
    if (action.equals("ask")) {
      asks(rule.at("action"));
    }
    if (rule.has("rate_limit")) {
      draft.note(
          DROPPED,
          rule.at("rate_limit"),
          "`rate_limit` of a rule, which mcpwall reads and never applies");
    }
    Optional<Tree> match = rule.tree("match");
    try {
      List<Map<String, Object>> asked =
          match.isPresent() ? scope(match.get(), name, action) : List.of(Map.of());
      for (Map<String, Object> alternative : asked) {
        draft.rule(name, made(alternative, ours(action), rule.text("message")));
      }
    } catch (Untranslatable e) {
      leftOut(rule.at(), name, action, e.why());
    }
  }

  private void leftOut(Position at, String name, String action, String why) {
    boolean lets = action.equals("allow");
    draft.note(
        lets ? STRICTER : LOOSER,
        at,
        "the rule `" + name + "` (" + action + ") is left out, because " + why);
  }

  /** Keys in front of a slash are the rule's own; the others are arguments. */
  private static Draft.Rule made(
      Map<String, Object> asked, String action, Optional<String> message) {
    Draft.Rule rule = new Draft.Rule(action);
    asked.forEach((key, value) -> {
      if (key.startsWith("/")) {
        rule.scope(key.substring(1), (String) value);
      } else {
        rule.argument(key, value);
      }
    });
    message.ifPresent(rule::message);
    return rule;
  }

  private List<Map<String, Object>> scope(Tree match, String name, String action)
      throws Untranslatable {
    boolean lets = action.equals("allow");
    Optional<String> method = match.text("method");
    boolean calls =
        method.map("tools/call"::equals).orElse(match.has("tool") || match.has("arguments"));
    if (!calls && method.isEmpty()) {
      return List.of(Map.of());
    }
    if (!calls) {
      return List.of(Map.of("/method", method(match, method.get())));
    }
    Map<String, Object> base = new LinkedHashMap<>();
    base.put("/tool", match.has("tool") ? tool(match, name, lets) : "*");
    List<Map<String, Object>> all = List.of(base);
    Optional<Tree> arguments = match.tree("arguments");
    for (Entry entry : arguments.map(Tree::entries).orElse(List.of())) {
      all = times(all, entry, action);
    }
    return all;
  }

  private String method(Tree match, String method) throws Untranslatable {
    if (method.matches(".*[*?|].*")) {
      throw new Untranslatable(
          "mcpwall compares methods letter by letter, so that it never matched");
    }
    if (match.has("tool") || match.has("arguments")) {
      draft.note(
          DROPPED,
          match.at(),
          "`tool` and `arguments` with `method: " + method + "`, which mcpwall does not look at");
    }
    return method;
  }

  private String tool(Tree match, String name, boolean lets) throws Untranslatable {
    String pattern = text.substituted(match.text("tool").orElseThrow());
    if (pattern.contains("|")) {
      if (lets) {
        throw new Untranslatable(
            "mcpwall takes `|` for a part of the tool's name, so that it never matched");
      }
      draft.note(
          STRICTER,
          match.at("tool"),
          "`|` in `" + name + "` parts alternatives here; mcpwall never matched it");
      return pattern.replaceAll("\\s*\\|\\s*", "|");
    }
    String glob = Minimatch.names(pattern);
    if (lets && glob.matches(".*[*?].*")) {
      draft.note(
          DIFFERENT,
          match.at("tool"),
          "`*` in `" + pattern + "` also takes a slash in a tool's name here");
    }
    return glob;
  }

  /** Of several matchers of one argument mcpwall asks for one; ours asks for all of one entry. */
  private List<Map<String, Object>> times(List<Map<String, Object>> all, Entry entry, String action)
      throws Untranslatable {
    boolean any = entry.key().text().equals("_any_value");
    String argument = any ? "*" : entry.key().text();
    if (argument.isEmpty() || !any && argument.startsWith("/") || !any && argument.equals("*")) {
      throw new Untranslatable("an argument cannot be called `" + argument + "` here");
    }
    Tree matcher = Tree.of(entry.value(), entry.key().text());
    List<Object> alternatives = new McpwallMatcher(draft, text, secrets, action).of(matcher, any);
    List<Map<String, Object>> product = new ArrayList<>();
    for (Map<String, Object> one : all) {
      for (Object alternative : alternatives) {
        Map<String, Object> more = new LinkedHashMap<>(one);
        more.put(argument, alternative);
        product.add(more);
      }
    }
    if (product.size() > 64) {
      throw new Untranslatable("it would become more than 64 rules");
    }
    return product;
  }
}
