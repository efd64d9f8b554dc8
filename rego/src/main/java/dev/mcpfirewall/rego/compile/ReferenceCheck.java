// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.DataPaths;
import dev.mcpfirewall.rego.compile.names.Documents;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.List;

/**
 * References into {@code data} that lead to no package, rule or document, read or replaced. A
 * misspelt name would be undefined, and turn a rule off without a word. Only where strict: a
 * document may be meant to be absent.
 */
final class ReferenceCheck {
  private final DataPaths paths;
  private final Problems problems;
  private final TermText text;

  ReferenceCheck(DataPaths paths, Problems problems, TermText text) {
    this.paths = paths;
    this.problems = problems;
    this.text = text;
  }

  void check(Documents.Found documents) {
    documents(documents.read());
    documents(documents.replaced());
  }

  private void documents(List<Term> found) {
    for (Term document : found) {
      if (document instanceof Term.Ref ref
          && ref.head() instanceof Term.Var(_, String root)
          && root.equals("data")) {
        paths.missing(ref.path()).ifPresent(missing -> undefined(ref, missing));
      }
    }
  }

  private void undefined(Term.Ref ref, DataPaths.Missing missing) {
    Location whole = ref.at();
    Location at = missing.part().at();
    if (at.start() < whole.start() || at.end() > whole.end()) {
      return; // part of an import, where it is told
    }
    boolean dotted = at.text().startsWith(".");
    problems.add(
        RegoError.of(
            ErrorCode.TYPE,
            "undefined ref: " + text.of(ref),
            dotted ? at.source().at(at.start() + 1, at.end()) : at),
        missing.advice());
  }
}
