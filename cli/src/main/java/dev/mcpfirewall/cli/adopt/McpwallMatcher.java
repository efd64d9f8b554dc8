// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What mcpwall asks of one argument: {@code pattern}, {@code regex}, {@code not_under} and {@code
 * secrets}, of which one must hold.
 */
final class McpwallMatcher {
  private final Draft draft;
  private final McpwallText text;
  private final McpwallSecrets secrets;
  private final boolean lets;

  McpwallMatcher(Draft draft, McpwallText text, McpwallSecrets secrets, String action) {
    this.draft = draft;
    this.text = text;
    this.secrets = secrets;
    this.lets = action.equals("allow");
  }

  /** What of an alternative has no counterpart, if another one has. */
  private interface Step {
    void add(List<Object> all) throws Untranslatable;
  }

  /** The alternatives, each as tests of ours that must all hold. */
  List<Object> of(Tree matcher, boolean any) throws Untranslatable {
    if (any && matcher.isTrue("secrets")) {
      others(matcher);
      return secrets(matcher);
    }
    List<Object> all = new ArrayList<>();
    List<String> why = new ArrayList<>();
    attempt(
        matcher,
        "pattern",
        all,
        why,
        list -> list.add(pattern(matcher.text("pattern").orElseThrow())));
    attempt(
        matcher, "regex", all, why, list -> list.add(regex(matcher.text("regex").orElseThrow())));
    attempt(matcher, "not_under", all, why, list -> list.add(notUnder(matcher)));
    if (matcher.isTrue("secrets")) {
      all.addAll(secrets(matcher));
    }
    if (all.isEmpty()) {
      throw new Untranslatable(
          why.isEmpty() ? "one of its matchers asks nothing, and never matched" : why.getFirst());
    }
    if (!why.isEmpty()) {
      draft.note(
          lets ? STRICTER : LOOSER,
          matcher.at(),
          "one of several matchers is left out, because " + why.getFirst());
    }
    return all;
  }

  private static void attempt(
      Tree matcher, String key, List<Object> all, List<String> why, Step step) {
    if (matcher.text(key).filter(text -> !text.isEmpty()).isPresent()) {
      try {
        step.add(all);
      } catch (Untranslatable e) {
        why.add("`" + key + "` can't be carried over: " + e.why());
      }
    }
  }

  private void others(Tree matcher) {
    if (matcher.has("pattern") || matcher.has("regex") || matcher.has("not_under")) {
      draft.note(
          DROPPED,
          matcher.at(),
          "matchers beside `secrets` of `_any_value`, which mcpwall does not look at");
    }
  }

  private List<Object> secrets(Tree matcher) {
    secrets.asked(matcher);
    List<Object> all = new ArrayList<>();
    all.add(Map.of("secrets", true));
    secrets.expressions().forEach(regex -> all.add(Map.of("regex", regex)));
    return all;
  }

  private Object regex(String written) throws Untranslatable {
    return Map.of("regex", JsRegex.translate(text.substituted(written), lets));
  }

  private Object pattern(String written) throws Untranslatable {
    String pattern = text.substituted(written);
    // A path is also compared as it is canonical; what lets pass must be what it was to the letter.
    String glob = Minimatch.atLeast(pattern);
    return lets ? Map.of("regex", Minimatch.atMost(pattern, false)) : Map.of("glob", glob);
  }

  private Object notUnder(Tree matcher) throws Untranslatable {
    String directory = matcher.text("not_under").orElseThrow();
    String start = "${PROJECT_DIR}";
    if (directory.contains(start)) {
      draft.once(
          DIFFERENT,
          matcher.at("not_under"),
          "`${PROJECT_DIR}` is the root of the work tree here, which may be wider; mcpwall takes the"
              + " directory it runs in");
    }
    if (directory.startsWith(start)
        || directory.startsWith("${HOME}")
        || directory.startsWith("/")
        || directory.startsWith("~/")) {
      return Map.of("not_under", directory);
    }
    String relative = text.substituted(directory);
    return Map.of("not_under", relative.startsWith("/") ? relative : start + "/" + relative);
  }
}
