// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.compile.CompiledQuery;
import dev.mcpfirewall.rego.compile.Compiler;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.compile.QueryContext;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.eval.Plan;
import dev.mcpfirewall.rego.parse.Parser;

/** Compiled modules. Immutable and thread-safe: one is enough for all threads. */
public final class Policy {
  private final Program program;
  private final Plan plan;
  private final Options options;

  Policy(Program program, Plan plan, Options options) {
    this.program = program;
    this.plan = plan;
    this.options = options;
  }

  /**
   * Prepares a query: {@code data.a.b}, or literals such as {@code data.a.b[x]; x > 1}.
   *
   * @throws dev.mcpfirewall.rego.error.RegoException where it can't be compiled
   */
  public Query query(String text) {
    return query(text, QueryContext.NONE);
  }

  /** Prepares a query that stands in a package, with imports. */
  public Query query(String text, QueryContext context) {
    return Rego.shallow(() -> {
      CompiledQuery compiled =
          Compiler.query(
              Parser.query(
                  new Source("query", text),
                  dev.mcpfirewall.rego.parse.Options.of(context.version())),
              context,
              program,
              Rego.compiling(options));
      return new Query(plan.query(compiled), options);
    });
  }

  /** What it was compiled with. */
  public Options options() {
    return options;
  }
}
