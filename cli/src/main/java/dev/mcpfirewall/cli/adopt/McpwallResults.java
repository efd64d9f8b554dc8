// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Scalar;
import java.util.ArrayList;
import java.util.List;

/** {@code outbound_rules:} of mcpwall. */
final class McpwallResults {
  private static final List<String> ACTIONS = List.of("allow", "deny", "redact", "log_only");

  private final Tree file;
  private final Draft draft;
  private final McpwallText text;
  private final McpwallSecrets secrets;

  McpwallResults(Tree file, Draft draft, McpwallText text, McpwallSecrets secrets) {
    this.file = file;
    this.draft = draft;
    this.text = text;
    this.secrets = secrets;
  }

  void read() {
    List<Tree> rules = file.trees("outbound_rules");
    for (int i = 0; i < rules.size(); i++) {
      Tree rule = rules.get(i);
      String name = rule.text("name").orElse("outbound-" + (i + 1));
      String action =
          rule.word("action", ACTIONS)
              .orElseThrow(() ->
                  Tree.wrong(rule.at(), "the rule `" + name + "` has no `action`", "add one"));
      try {
        rule(rule, name, action);
      } catch (Untranslatable e) {
        boolean lets = action.equals("allow");
        draft.note(
            lets ? STRICTER : LOOSER,
            rule.at(),
            "the rule `" + name + "` (" + action + ") is left out, because " + e.why());
      }
    }
    file.tree("settings")
        .flatMap(settings -> settings.word("outbound_default_action", ACTIONS))
        .filter(action -> !action.equals("allow"))
        .ifPresent(this::otherwise);
  }

  private void otherwise(String action) {
    Draft.Rule rule = new Draft.Rule(ours(action), "outbound_default_action");
    draft.outbound("otherwise", action.equals("redact") ? rule.match("secrets", true) : rule);
  }

  private static String ours(String action) {
    return action.equals("log_only") ? "alert" : action;
  }

  private void rule(Tree rule, String name, String action) throws Untranslatable {
    Tree match =
        rule.tree("match")
            .orElseThrow(
                () -> Tree.wrong(rule.at(), "the rule `" + name + "` has no `match`", "add one"));
    boolean texts = match.has("response_contains") || match.has("response_contains_regex");
    // What mcpwall takes out of a result is its secrets, whatever the rule asks for.
    boolean wantsSecrets = match.isTrue("secrets") || action.equals("redact") && !texts;
    List<String> own = wantsSecrets ? secrets.expressions() : List.of();
    if (wantsSecrets) {
      secrets.asked(match);
    }
    // What the file's patterns find comes first: what the detectors find is taken out anyway.
    for (String expression : own) {
      if (texts) {
        throw new Untranslatable("it asks for secrets and for other texts at once");
      }
      Draft.Rule extra =
          scoped(rule, match, action).match("text", java.util.Map.of("regex", expression));
      size(match, extra);
      draft.outbound(name, extra);
    }
    Draft.Rule main = scoped(rule, match, action);
    if (wantsSecrets) {
      main.match("secrets", true);
    }
    texts(match, main, action.equals("allow"));
    size(match, main);
    if (action.equals("redact") && !wantsSecrets) {
      draft.note(
          STRICTER,
          rule.at(),
          "`"
              + name
              + "` takes out the texts it matches; mcpwall takes out the secrets in such a result");
    }
    draft.outbound(name, main);
  }

  private Draft.Rule scoped(Tree rule, Tree match, String action) throws Untranslatable {
    Draft.Rule made = new Draft.Rule(ours(action));
    for (String key : List.of("tool", "server")) {
      if (match.has(key)) {
        made.scope(key, Minimatch.names(text.substituted(match.text(key).orElseThrow())));
      }
    }
    rule.text("message").ifPresent(made::message);
    return made;
  }

  private void texts(Tree match, Draft.Rule rule, boolean lets) throws Untranslatable {
    if (match.has("response_contains")) {
      List<String> phrases = new ArrayList<>();
      for (Scalar phrase : match.texts("response_contains", false)) {
        phrases.add(text.substituted(phrase.text()));
      }
      if (phrases.contains("")) {
        throw new Untranslatable("a text in `response_contains` is empty and is in every result");
      }
      rule.match("response_contains", phrases);
    }
    if (match.has("response_contains_regex")) {
      List<String> expressions = new ArrayList<>();
      for (Scalar expression : match.texts("response_contains_regex", false)) {
        expressions.add(JsRegex.translate(text.substituted(expression.text()), lets));
      }
      rule.match("response_contains_regex", expressions);
    }
  }

  private void size(Tree match, Draft.Rule rule) {
    match
        .number("response_size_exceeds")
        .ifPresent(bytes -> {
          rule.match("response_size_exceeds", bytes);
          draft.once(
              DIFFERENT,
              match.at("response_size_exceeds"),
              "`response_size_exceeds` counts the whole message here, some forty bytes more than its"
                  + " result");
        });
  }
}
