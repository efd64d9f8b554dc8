// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.DataPaths;
import dev.mcpfirewall.rego.compile.names.Documents;
import dev.mcpfirewall.rego.compile.names.Nearest;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.List;
import java.util.Optional;

/**
 * References that lead nowhere: into {@code input} against its schema, and, where strict, into our
 * own packages. A misspelt name would be undefined, and turn a rule off without a word.
 */
final class ReferenceCheck {
  private final Options options;
  private final RuleTree tree;
  private final Problems problems;
  private final TermText text;

  ReferenceCheck(Options options, RuleTree tree, Problems problems, TermText text) {
    this.options = options;
    this.tree = tree;
    this.problems = problems;
    this.text = text;
  }

  void check(Documents.Found documents) {
    boolean anything = options.input() == InputSchema.ANY;
    if (anything && !options.strict()) {
      return;
    }
    for (Term document : documents.read()) {
      if (document instanceof Term.Ref ref && ref.head() instanceof Term.Var(_, String root)) {
        if (root.equals("data") && options.strict()) {
          data(ref);
        } else if (root.equals("input") && !anything) {
          input(ref);
        }
      }
    }
    for (Term document : documents.replaced()) {
      if (document instanceof Term.Ref ref
          && ref.head() instanceof Term.Var(_, String root)
          && root.equals("input")
          && !anything) {
        input(ref);
      }
    }
  }

  private void data(Term.Ref ref) {
    DataPaths.missing(ref.path(), tree, options.data())
        .ifPresent(missing -> undefined(ref, missing.part(), missing.advice()));
  }

  private void input(Term.Ref ref) {
    InputSchema schema = options.input();
    for (Term part : ref.path()) {
      Optional<InputSchema> next =
          part instanceof Term.Scalar(_, StringValue name)
              ? schema.member(name.value())
              : schema.element();
      if (next.isEmpty()) {
        undefined(ref, part, advice(part, schema.names()));
        return;
      }
      schema = next.get();
    }
  }

  private static Optional<String> advice(Term part, List<String> names) {
    if (!(part instanceof Term.Scalar(_, StringValue name))) {
      return Optional.empty();
    }
    Optional<String> near = Nearest.advice(name.value(), names);
    return near.isPresent() || names.isEmpty() || names.size() > 12
        ? near
        : Optional.of("known here: `" + String.join("`, `", names) + "`");
  }

  private void undefined(Term.Ref ref, Term part, Optional<String> advice) {
    Location whole = ref.at();
    Location at = part.at();
    boolean inside = at.start() >= whole.start() && at.end() <= whole.end();
    problems.add(
        RegoError.of(ErrorCode.TYPE, "undefined ref: " + text.of(ref), inside ? at : whole),
        advice);
  }
}
