// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module.Import;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.DataPaths;
import dev.mcpfirewall.rego.compile.names.Globals;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Imports that take a name twice, lead nowhere, or that nobody needs. */
final class ImportCheck {
  private final Problems problems;

  ImportCheck(Problems problems) {
    this.problems = problems;
  }

  void check(ModuleWork part) {
    Map<String, Import> taken = new HashMap<>();
    for (Import each : part.module().imports()) {
      Import first = taken.putIfAbsent(Globals.name(each), each);
      if (first != null && part.unit().guarded()) {
        problems.compile(each.at(), "import must not shadow " + Globals.text(first));
      }
      if (each.alias().filter(Variables::isRoot).isPresent()) {
        problems.compile(each.at(), "import must not shadow " + each.alias().get());
      }
    }
  }

  void reach(ModuleWork part, DataPaths paths) {
    for (Import each : part.module().imports()) {
      if (each.path().getFirst().equals("data")) {
        List<Term> path = Globals.path(each.at(), each.path().subList(1, each.path().size()));
        paths.missing(path).ifPresent(missing -> nowhere(each, missing));
      }
    }
  }

  private void nowhere(Import each, DataPaths.Missing missing) {
    problems.add(
        RegoError.of(ErrorCode.COMPILE, Globals.text(each) + " leads nowhere", each.at()),
        missing.advice());
  }

  void unused(ModuleWork part) {
    for (Import each : part.module().imports()) {
      if (Variables.isRoot(each.path().getFirst()) && !part.unit().globals().isUsed(each)) {
        problems.compile(each.at(), Globals.text(each) + " unused");
      }
    }
  }
}
