// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Entry;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of Agent Wall, whose form others use as well: rules of which the first match wins, each
 * with globs over names and arguments; {@code defaultAction}; limits; scanning of results.
 */
final class AgentWallFile {
  private static final List<String> ACTIONS = List.of("allow", "deny", "prompt");
  private static final int MOST_RULES = 64;

  private final Tree file;
  private final Draft draft;

  private AgentWallFile(Tree file, Draft draft) {
    this.file = file;
    this.draft = draft;
  }

  /** Puts into the draft what the file says. */
  static void read(Tree file, Draft draft) {
    AgentWallFile reader = new AgentWallFile(file, draft);
    reader.limits();
    // Blocked domains come before all rules, which are asked afterwards there.
    new AgentWallScanning(file, draft).read();
    List<Tree> rules = file.trees("rules");
    for (int i = 0; i < rules.size(); i++) {
      reader.rule(rules.get(i), rules.get(i).text("name").orElse("rule-" + (i + 1)));
    }
    boolean strict = file.text("mode").filter("strict"::equals).isPresent();
    String action = strict ? "deny" : file.word("defaultAction", ACTIONS).orElse("prompt");
    draft.rule("otherwise", new Draft.Rule(ours(action)).scope("tool", "*"));
    for (String key : List.of("agents", "audit")) {
      if (file.node(key).filter(node -> !node.kind().equals("nothing")).isPresent()
          && !file.tree(key).map(tree -> tree.keys().isEmpty()).orElse(true)) {
        draft.note(
            key.equals("agents") ? LOOSER : DROPPED,
            file.at(key),
            "`" + key + "` is left out: its form is not documented");
      }
    }
  }

  private static String ours(String action) {
    return action.equals("prompt") ? "approve" : action;
  }

  private void limits() {
    file.tree("globalRateLimit")
        .flatMap(limit -> rate(limit, "globalRateLimit"))
        .ifPresent(rate -> draft.put("rate_limits", "global", rate));
  }

  private Optional<String> rate(Tree limit, String name) {
    OptionalLong calls = limit.number("maxCalls");
    OptionalLong seconds = limit.number("windowSeconds");
    if (calls.orElse(0) < 1 || seconds.orElse(0) < 1 || seconds.getAsLong() > 86_400) {
      draft.note(LOOSER, limit.at(), "`" + name + "` is no rate that can be counted here");
      return Optional.empty();
    }
    return Optional.of(calls.getAsLong() + "/" + seconds.getAsLong() + "s");
  }

  private void rule(Tree rule, String name) {
    String action =
        rule.word("action", ACTIONS)
            .orElseThrow(
                () -> Tree.wrong(rule.at(), "the rule `" + name + "` has no `action`", "add one"));
    boolean lets = action.equals("allow");
    try {
      String tools = tools(rule);
      if (lets && tools.matches(".*[*?].*")) {
        draft.once(
            DIFFERENT,
            rule.at("tool"),
            "`*` also takes a slash and a leading dot in a tool's name here");
      }
      List<Map<String, Object>> all = List.of(Map.of());
      Optional<Tree> arguments = rule.tree("match").flatMap(match -> match.tree("arguments"));
      for (Entry entry : arguments.map(Tree::entries).orElse(List.of())) {
        all = times(all, entry, action);
      }
      for (Map<String, Object> asked : all) {
        Draft.Rule made = new Draft.Rule(ours(action)).scope("tool", tools);
        asked.forEach(made::argument);
        rule.text("message").ifPresent(made::message);
        draft.rule(name, made);
      }
      rule.tree("rateLimit").ifPresent(limit -> ruleLimit(limit, tools, rule.at("rateLimit")));
    } catch (Untranslatable e) {
      draft.note(
          lets ? STRICTER : LOOSER,
          rule.at(),
          "the rule `" + name + "` (" + action + ") is left out, because " + e.why());
    }
  }

  /** A rule's own limit counts what it matches; ours counts each tool that it names. */
  private void ruleLimit(Tree limit, String tools, Position at) {
    rate(limit, "rateLimit")
        .ifPresent(rate -> {
          Object before = draft.get("rate_limits", "tools").orElse(Map.of());
          Map<String, Object> all = new LinkedHashMap<>();
          ((Map<?, ?>) before).forEach((key, value) -> all.put((String) key, value));
          all.putIfAbsent(tools, rate);
          draft.put("rate_limits", "tools", all);
          draft.note(
              DIFFERENT,
              at,
              "a rule's `rateLimit` counts here the calls of each tool it names, whatever their arguments");
        });
  }

  private static String tools(Tree rule) throws Untranslatable {
    List<String> all = new ArrayList<>();
    for (String part : rule.text("tool").orElse("*").split("\\|", -1)) {
      all.add(Minimatch.names(part.strip()));
    }
    return String.join("|", all);
  }

  private List<Map<String, Object>> times(List<Map<String, Object>> all, Entry entry, String action)
      throws Untranslatable {
    if (!(entry.value() instanceof Scalar pattern)) {
      throw Tree.wrong(
          entry.value().at(), "`" + entry.key().text() + "` takes a text", "mend the file");
    }
    boolean lets = action.equals("allow");
    List<Object> tests = AgentWallGlob.tests(pattern.text(), lets);
    List<String> names = names(entry, action);
    List<Map<String, Object>> product = new ArrayList<>();
    for (Map<String, Object> one : all) {
      for (String name : names) {
        for (Object test : tests) {
          Map<String, Object> more = new LinkedHashMap<>(one);
          more.put(name, test);
          product.add(more);
        }
      }
    }
    if (product.size() > MOST_RULES) {
      throw new Untranslatable("it would become more than " + MOST_RULES + " rules");
    }
    return product;
  }

  private List<String> names(Entry entry, String action) {
    String name = entry.key().text();
    List<String> aliases = AgentWallGlob.aliases(name);
    if (aliases.size() == 1) {
      return aliases;
    }
    return switch (action) {
      case "allow" -> {
        draft.once(
            STRICTER,
            entry.key().at(),
            "other names of `" + name + "`, such as `" + aliases.get(1) + "`, are not let pass");
        yield List.of(name);
      }
      case "deny" -> {
        draft.once(
            STRICTER,
            entry.key().at(),
            "what is refused in `"
                + name
                + "` is refused in every argument: Agent Wall takes many names for it");
        yield List.of("*");
      }
      default -> aliases;
    };
  }

  static List<String> parts(String pattern) {
    return Arrays.stream(pattern.split("\\|", -1)).map(String::strip).toList();
  }
}
