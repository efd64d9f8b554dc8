// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.DataPaths;
import dev.mcpfirewall.rego.compile.names.Documents;
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
  private static final int MOST_NAMES = 12;

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
    missing(ref.path(), options.input())
        .ifPresent(missing -> undefined(ref, missing.part(), advice(missing)));
  }

  /** Where a path below {@code input} leaves the schema. */
  static Optional<DataPaths.Missing> missing(List<Term> path, InputSchema schema) {
    InputSchema at = schema;
    for (Term part : path) {
      Optional<InputSchema> next =
          part instanceof Term.Scalar(_, StringValue name) ? at.member(name.value()) : at.element();
      if (next.isEmpty()) {
        return Optional.of(new DataPaths.Missing(part, at.names()));
      }
      at = next.get();
    }
    return Optional.empty();
  }

  static Optional<String> advice(DataPaths.Missing missing) {
    Optional<String> near = missing.advice();
    List<String> names = missing.known();
    return near.isPresent() || names.isEmpty() || names.size() > MOST_NAMES
        ? near
        : Optional.of("known here: `" + String.join("`, `", names) + "`");
  }

  private void undefined(Term.Ref ref, Term part, Optional<String> advice) {
    Location whole = ref.at();
    Location at = part.at();
    if (at.start() < whole.start() || at.end() > whole.end()) {
      return; // part of an import, where it is told
    }
    boolean dotted = at.text().startsWith(".");
    problems.add(
        RegoError.of(
            ErrorCode.TYPE,
            "undefined ref: " + text.of(ref),
            dotted ? at.source().at(at.start() + 1, at.end()) : at),
        advice);
  }
}
