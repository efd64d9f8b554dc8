// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse.metadata;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Annotations.Scope;
import dev.mcpfirewall.rego.ast.Module.Comment;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The annotations of a file, each belonging to the statement that follows it. Of one thread. */
public final class Metadata {
  private final Function<Source, List<String>> path;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Annotations> annotations = new ArrayList<>();
  private final Map<Integer, List<Annotations>> byRule = new HashMap<>();
  private final List<RegoError> errors = new ArrayList<>();

  /** What an annotation can stand above. */
  public enum Target {
    PACKAGE,
    IMPORT,
    RULE
  }

  private record Statement(Target target, int start, int rule) {}

  /**
   * Of no statements yet.
   *
   * @param path reads the reference of a schema as its parts; empty where the text is none
   */
  public Metadata(Function<Source, List<String>> path) {
    this.path = path;
  }

  /** Adds a statement; in the order of the text. */
  public void statement(Target target, Location at, int rule) {
    statements.add(new Statement(target, at.start(), rule));
  }

  /** Reads all blocks among the comments. */
  public void read(List<Comment> comments) {
    int next = 0;
    for (Block block : Block.of(comments)) {
      int end = block.at().end();
      while (next < statements.size() && statements.get(next).start < end) {
        next++;
      }
      Optional<Statement> target =
          next < statements.size() ? Optional.of(statements.get(next)) : Optional.empty();
      try {
        attach(block, target);
      } catch (Malformed e) {
        errors.add(e.error());
      }
    }
  }

  private void attach(Block block, Optional<Statement> target) throws Malformed {
    Fields fields = new Fields(block, Yaml.fields(block), path);
    boolean entrypoint = fields.entrypoint();
    if (target.isEmpty()) {
      throw new Malformed(
          block
              .error("METADATA block that belongs to nothing")
              .help("write it right above a rule or the package"));
    }
    String written = fields.scope().orElseGet(() -> usual(target, entrypoint));
    Scope scope =
        Arrays.stream(Scope.values())
            .filter(s -> s.toString().equals(written))
            .findFirst()
            .orElseThrow(() -> unknown(block, written));
    boolean ofRule = scope == Scope.RULE || scope == Scope.DOCUMENT;
    Target wanted = ofRule ? Target.RULE : Target.PACKAGE;
    if (target.filter(t -> t.target == wanted).isEmpty()) {
      String have = target.map(t -> " (have " + word(t.target) + ")").orElse("");
      throw new Malformed(
          block.error(
              "annotation scope '" + scope + "' must be applied to " + word(wanted) + have));
    }
    if (entrypoint && scope != Scope.DOCUMENT && scope != Scope.PACKAGE) {
      throw new Malformed(
          block.error(
              "annotation entrypoint applied to non-document or package scope '" + scope + "'"));
    }
    Annotations read = new Annotations(block.at(), scope, fields.content());
    annotations.add(read);
    target
        .filter(_ -> ofRule)
        .ifPresent(t -> byRule.computeIfAbsent(t.rule, _ -> new ArrayList<>()).add(read));
  }

  private static String usual(Optional<Statement> target, boolean entrypoint) {
    return target.map(t -> usual(t.target, entrypoint)).orElse("");
  }

  private static String usual(Target target, boolean entrypoint) {
    return switch (target) {
      case PACKAGE -> "package";
      case IMPORT -> "import";
      case RULE -> entrypoint ? "document" : "rule";
    };
  }

  private static Malformed unknown(Block block, String scope) {
    return new Malformed(
        block.error(
            "invalid annotation scope '"
                + scope
                + "'. Use one of 'rule', 'document', 'package', or 'subpackages'"));
  }

  private static String word(Target target) {
    return target.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** All annotations, in the order of the text. */
  public List<Annotations> annotations() {
    return annotations;
  }

  /** What is wrong with blocks. */
  public List<RegoError> errors() {
    return errors;
  }

  /** The rules, with what stands above them. */
  public List<Rule> annotated(List<Rule> rules) {
    if (byRule.isEmpty()) {
      return rules;
    }
    List<Rule> out = new ArrayList<>(rules);
    byRule.forEach((index, above) -> out.set(index, annotated(rules.get(index), above)));
    return out;
  }

  private static Rule annotated(Rule rule, List<Annotations> above) {
    return new Rule(rule.at(), rule.isDefault(), rule.head(), rule.body(), rule.otherwise(), above);
  }
}
