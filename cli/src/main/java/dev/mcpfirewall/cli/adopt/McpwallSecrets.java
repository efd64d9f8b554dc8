// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code secrets.patterns}: what mcpwall takes for a secret. Ours are found by detectors; what the
 * file's own expressions find besides is asked of the text.
 */
final class McpwallSecrets {
  private static final int LONGEST = 900;

  private final List<String> expressions = new ArrayList<>();
  private final Draft draft;

  McpwallSecrets(Tree file, Draft draft, McpwallText text) {
    this.draft = draft;
    List<Tree> patterns =
        file.tree("secrets").map(section -> section.trees("patterns")).orElse(List.of());
    StringBuilder together = new StringBuilder();
    for (Tree pattern : patterns) {
      String name = pattern.text("name").orElse("a pattern");
      if (pattern.has("entropy_threshold")) {
        draft.note(
            DIFFERENT,
            pattern.at(),
            "the secret `"
                + name
                + "` is told by its entropy, which the detectors here judge in their own way");
        continue;
      }
      try {
        String regex = JsRegex.translate(text.substituted(pattern.text("regex").orElse("")), false);
        if (together.length() + regex.length() > LONGEST) {
          expressions.add(together.toString());
          together.setLength(0);
        }
        together.append(together.isEmpty() ? "" : "|").append(regex);
      } catch (Untranslatable e) {
        draft.note(
            LOOSER, pattern.at(), "the secret `" + name + "` is left out, because " + e.why());
      }
    }
    if (!together.isEmpty()) {
      expressions.add(together.toString());
    }
  }

  /** The expressions that find what the file calls a secret, as few as their length allows. */
  List<String> expressions() {
    return List.copyOf(expressions);
  }

  /** Somebody asks for secrets. */
  void asked(Tree where) {
    draft.once(
        expressions.isEmpty() ? STRICTER : DIFFERENT,
        where.at("secrets"),
        expressions.isEmpty()
            ? "mcpwall finds no secrets without `secrets.patterns`; here the detectors find them"
            : "`secrets` is what the detectors here find, and what the file's own patterns find");
  }
}
