// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.read;

import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Node;
import dev.mcpfirewall.config.Node.Scalar;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.decision.Severity;
import dev.mcpfirewall.policy.CheckAction;
import dev.mcpfirewall.policy.ChecksSection;
import dev.mcpfirewall.policy.Cidr;
import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.PiiKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code checks:}. A check is one word, or a map with {@code action} and options. */
final class ChecksReader {
  private static final List<String> CHECKS =
      List.of("injection", "smuggling", "secrets", "pii", "paths", "commands", "egress");
  private static final String OTHER_NAME_OF_PATHS = "sensitive_paths";
  private static final Words<Severity> SEVERITIES = Words.of(Severity.values(), Severity::wire);
  private static final Words<PiiKind> KINDS = Words.of(PiiKind.values(), PiiKind::word);
  private static final Words<CheckAction> NO_REDACT = Words.actionsExceptRedact();

  private static final Node NOTHING =
      new Node.MapNode(dev.mcpfirewall.config.Position.of(""), List.of());

  private final Fields checks;
  private final Home home;

  ChecksReader(Fields checks, Home home) {
    this.checks = checks;
    this.home = home;
  }

  ChecksSection read(ChecksSection before) {
    checks.only(
        java.util.stream.Stream.concat(
                CHECKS.stream(), java.util.stream.Stream.of(OTHER_NAME_OF_PATHS))
            .toList());
    return new ChecksSection(
        sided("injection", before.injection()),
        sided("smuggling", before.smuggling()),
        sided("secrets", before.secrets()),
        pii(before.pii()),
        paths(before.paths()),
        commands(before.commands()),
        egress(before.egress()));
  }

  private ChecksSection.Sided sided(String name, ChecksSection.Sided before) {
    Fields options = options(name).only(List.of("action", "arguments", "results", "severity"));
    Optional<CheckAction> both = action(name, Words.ACTIONS, "arguments", "results");
    return new ChecksSection.Sided(
        options.word("arguments", Words.ACTIONS, both.orElse(before.arguments())),
        options.word("results", Words.ACTIONS, both.orElse(before.results())),
        options.word("severity", SEVERITIES, before.severity()));
  }

  private ChecksSection.Pii pii(ChecksSection.Pii before) {
    Fields options = options("pii").only(List.of("action", "arguments", "results", "kinds"));
    // The one word is about results alone: an address in an argument is mostly what a person asked
    // the agent to use.
    Optional<CheckAction> results = action("pii", Words.ACTIONS, "results");
    return new ChecksSection.Pii(
        options.word("arguments", Words.ACTIONS, before.arguments()),
        options.word("results", Words.ACTIONS, results.orElse(before.results())),
        Set.copyOf(options.list("kinds", this::kind, List.copyOf(before.kinds()))));
  }

  private PiiKind kind(String word) {
    return KINDS
        .meaning(word)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "is no kind of personal data; "
                    + dev.mcpfirewall.config.DidYouMean.closest(word, KINDS.all())
                        .map(best -> "did you mean `" + best + "`?")
                        .orElse("one of: " + String.join(", ", KINDS.all()))));
  }

  private ChecksSection.Paths paths(ChecksSection.Paths before) {
    Optional<Node> first = checks.node("paths");
    Optional<Node> second = checks.node(OTHER_NAME_OF_PATHS);
    if (first.isPresent() && second.isPresent()) {
      checks.problem(
          second.get().at(),
          Kind.DUPLICATE_KEY,
          "`sensitive_paths` is another name of `paths`, and both are here",
          "keep one of them");
    }
    String name = first.isPresent() ? "paths" : OTHER_NAME_OF_PATHS;
    Fields options = options(name, "paths").only(List.of("action", "allow"));
    Optional<CheckAction> action = action(name, NO_REDACT, "checks.paths", List.of("action"));
    return new ChecksSection.Paths(
        action.orElse(before.action()), options.list("allow", this::pathGlob, before.allow()));
  }

  private Glob pathGlob(String text) {
    String expanded =
        text.startsWith("~/")
            ? home.userHome().toString().replace('\\', '/') + text.substring(1)
            : text;
    boolean anchored =
        expanded.startsWith("/") || expanded.startsWith("**/") || expanded.matches("[A-Za-z]:/.*");
    if (!anchored) {
      throw new IllegalArgumentException(
          "is relative to nothing; start it with `/`, `~/` or `**/`");
    }
    if (expanded.chars().allMatch(c -> c == '*' || c == '/')) {
      throw new IllegalArgumentException("would allow every path; to do that write `paths: off`");
    }
    return Glob.paths(expanded);
  }

  private ChecksSection.Commands commands(ChecksSection.Commands before) {
    Fields options = options("commands").only(List.of("action", "severity"));
    return new ChecksSection.Commands(
        action("commands", NO_REDACT, "action").orElse(before.action()),
        options.word("severity", SEVERITIES, before.severity()));
  }

  private ChecksSection.Egress egress(ChecksSection.Egress before) {
    Fields options = options("egress").only(List.of("action", "allow_domains", "allow_private"));
    return new ChecksSection.Egress(
        action("egress", NO_REDACT, "action").orElse(before.action()),
        options.list("allow_domains", DomainPattern::parse, before.allowDomains()),
        options.list("allow_private", Cidr::parse, before.allowPrivate()));
  }

  private Fields options(String name) {
    return options(name, name);
  }

  /** The options of a check; none if the check is written as one word. */
  private Fields options(String name, String shown) {
    Node value = checks.node(name).orElse(NOTHING);
    boolean isWord = value instanceof Scalar;
    return checks.section(checks.key(shown), isWord ? NOTHING : value);
  }

  private Optional<CheckAction> action(String name, Words<CheckAction> words, String... leaves) {
    return action(name, words, checks.key(name), List.of(leaves));
  }

  /** The one word, or the {@code action} of the options, noted under all the leaves it sets. */
  private Optional<CheckAction> action(
      String name, Words<CheckAction> words, String shown, List<String> leaves) {
    Optional<Node> value = checks.node(name);
    Optional<Node> word =
        value
            .filter(Scalar.class::isInstance)
            .or(() ->
                value
                    .filter(Node.MapNode.class::isInstance)
                    .flatMap(map -> ((Node.MapNode) map).get("action")));
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<CheckAction> action =
        checks.word(word.get(), shown, words, shown + "." + leaves.get(0));
    action.ifPresent(ignored ->
        leaves.stream().skip(1).forEach(leaf -> checks.note(shown + "." + leaf, word.get())));
    return action;
  }
}
