// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.adopt;

import static dev.mcpfirewall.cli.adopt.Note.Kind.DIFFERENT;
import static dev.mcpfirewall.cli.adopt.Note.Kind.DROPPED;
import static dev.mcpfirewall.cli.adopt.Note.Kind.LOOSER;
import static dev.mcpfirewall.cli.adopt.Note.Kind.STRICTER;

import dev.mcpfirewall.config.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code responseScanning} and {@code security} of Agent Wall. */
final class AgentWallScanning {
  private final Tree file;
  private final Draft draft;

  AgentWallScanning(Tree file, Draft draft) {
    this.file = file;
    this.draft = draft;
  }

  void read() {
    file.tree("responseScanning")
        .filter(results -> !results.isFalse("enabled"))
        .ifPresent(this::results);
    file.tree("security").ifPresent(this::security);
  }

  private void results(Tree results) {
    size(results);
    patterns(results.trees("patterns"));
    if (!results.isTrue("detectPII")) {
      draft.note(
          STRICTER,
          results.at(),
          "personal data in results is taken out here unless `checks.pii` says otherwise");
    }
    if (results.text("base64Action").filter(action -> !action.equals("pass")).isPresent()) {
      draft.note(
          LOOSER,
          results.at("base64Action"),
          "`base64Action` is left out: encoded text is decoded and looked at here, not refused as such");
    }
  }

  private void size(Tree results) {
    long most = results.number("maxResponseSize").orElse(0);
    if (most > 0) {
      draft.outbound(
          "max-response-size", new Draft.Rule("deny").match("response_size_exceeds", most));
      if (results.text("oversizeAction").filter("block"::equals).isEmpty()) {
        draft.note(
            STRICTER,
            results.at("maxResponseSize"),
            "what is too large is refused; Agent Wall cuts it off");
      }
    }
  }

  private void patterns(List<Tree> patterns) {
    // Of ours the first match counts, so what blocks comes first and what redacts stands together.
    for (Tree pattern : patterns) {
      if (pattern.text("action").filter("block"::equals).isPresent()) {
        regex(pattern)
            .ifPresent(regex -> {
              Draft.Rule rule = new Draft.Rule("deny").match("text", Map.of("regex", regex));
              pattern.text("message").ifPresent(rule::message);
              draft.outbound(pattern.text("name").orElse("pattern"), rule);
            });
      }
    }
    List<String> redacted = new ArrayList<>();
    for (Tree pattern : patterns) {
      if (pattern.text("action").filter("redact"::equals).isPresent()) {
        regex(pattern).ifPresent(redacted::add);
      }
    }
    if (!redacted.isEmpty()) {
      draft.outbound(
          "redacted-patterns", new Draft.Rule("redact").match("response_contains_regex", redacted));
    }
  }

  private Optional<String> regex(Tree pattern) {
    try {
      String regex = JsRegex.translate(pattern.text("pattern").orElse(""), false);
      boolean anyCase = pattern.text("flags").orElse("").contains("i");
      return Optional.of(anyCase ? "(?i)" + regex : regex);
    } catch (Untranslatable e) {
      draft.note(
          LOOSER,
          pattern.at(),
          "the pattern `" + pattern.text("name").orElse("") + "` is left out, because " + e.why());
      return Optional.empty();
    }
  }

  private void security(Tree security) {
    security.tree("egressControl").ifPresent(this::egress);
    security
        .tree("injectionDetection")
        .ifPresent(injection -> {
          if (injection.has("customPatterns")) {
            draft.note(
                LOOSER,
                injection.at("customPatterns"),
                "`customPatterns` is left out: write `rules` with `regex`");
          }
        });
    if (security.tree("chainDetection").filter(chain -> !chain.isFalse("enabled")).isPresent()) {
      draft.note(
          LOOSER,
          security.at("chainDetection"),
          "its built-in chains are left out: write `chains` and `flows`, or take the profile `company-laptop`");
    }
    for (String key : List.of("killSwitch", "signing", "signingKey")) {
      if (security.has(key)) {
        draft.note(
            DROPPED,
            security.at(key),
            "`security." + key + "`: the kill switch and the signed record are always there");
      }
    }
  }

  private void egress(Tree egress) {
    if (egress.has("allowedDomains") && !egress.texts("allowedDomains", true).isEmpty()) {
      draft.note(
          LOOSER,
          egress.at("allowedDomains"),
          "`allowedDomains` is left out: `checks.egress.allow_domains` lists exceptions, it does not close the rest");
    }
    for (Scalar domain : egress.texts("blockedDomains", true)) {
      String name = domain.text().replaceFirst("^\\*\\.", "");
      String regex = "(?i)(^|[^a-z0-9-])" + JsRegex.quote(name) + "([^a-z0-9.-]|\\.?$)";
      draft.rule(
          "blocked-domain",
          new Draft.Rule("deny").scope("tool", "*").argument("*", Map.of("regex", regex)));
      draft.once(
          DIFFERENT,
          domain.at(),
          "a blocked domain is looked for in the text of every argument, with all below it");
    }
  }
}
