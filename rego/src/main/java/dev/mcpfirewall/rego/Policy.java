// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import dev.mcpfirewall.rego.ast.Annotations;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.check.TypeChecker;
import dev.mcpfirewall.rego.compile.CompiledQuery;
import dev.mcpfirewall.rego.compile.Compiler;
import dev.mcpfirewall.rego.compile.Program;
import dev.mcpfirewall.rego.compile.QueryContext;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.eval.Plan;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.StringValue;
import dev.mcpfirewall.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiled modules. Immutable and thread-safe: one is enough for all threads. */
public final class Policy {
  private final Program program;
  private final TypeChecker types;
  private final Options options;
  private final Plan plan;
  private final Supplier<Plan> probed;

  Policy(Program program, TypeChecker types, Options options) {
    this.program = program;
    this.types = types;
    this.options = options;
    plan = Plan.of(program, options.builtins(), false);
    probed = new Once<>(() -> Plan.of(program, options.builtins(), true));
  }

  /**
   * Prepares a query: {@code data.a.b}, or literals such as {@code data.a.b[x]; x > 1}.
   *
   * @throws RegoException where it can't be compiled
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
      types.check(compiled.body(), compiled.written());
      return new Query(
          plan.query(compiled), new Once<>(() -> probed.get().query(compiled)), options);
    });
  }

  /**
   * Every rule of a package by itself, functions left out: where one fails, the others still have
   * their values. Each is evaluated under the whole of the limits.
   *
   * @param path of the package: {@code data.tools}
   */
  public Map<String, Outcome> outcomes(String path, Value input, Settings settings) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Rule rule : program.rules()) {
      if (rule.head().arguments().isEmpty()
          && rule.head().name() instanceof Term.Ref name
          && name.path().getFirst() instanceof Term.Scalar) {
        below(path, name)
            .ifPresent(key ->
                outcomes.computeIfAbsent(
                    key, _ -> outcome(path + "[" + quoted(key) + "]", input, settings)));
      }
    }
    return outcomes;
  }

  private static String quoted(String key) {
    return StringValue.of(key).toString();
  }

  private Outcome outcome(String query, Value input, Settings settings) {
    try {
      return query(query)
          .value(input, settings)
          .<Outcome>map(Outcome.Defined::new)
          .orElseGet(Outcome.Undefined::new);
    } catch (RegoException e) {
      return new Outcome.Failed(e);
    }
  }

  /** The part of a rule's name that follows a package's. */
  private static Optional<String> below(String path, Term.Ref name) {
    StringBuilder parent = new StringBuilder("data");
    for (Term part : name.path()) {
      if (!(part instanceof Term.Scalar(_, StringValue text))) {
        return Optional.empty();
      }
      if (parent.toString().equals(path)) {
        return Optional.of(text.value());
      }
      parent.append('.').append(text.value());
    }
    return Optional.empty();
  }

  /** All {@code # METADATA} blocks of the modules, in the order of the texts. */
  public List<Annotated> annotations() {
    List<Annotated> all = new ArrayList<>();
    for (Module module : program.modules()) {
      String name = "data." + String.join(".", module.name().path());
      for (Annotations block : module.annotations()) {
        if (block.scope() == Annotations.Scope.PACKAGE
            || block.scope() == Annotations.Scope.SUBPACKAGES) {
          all.add(new Annotated(name, block));
        }
      }
      for (Rule rule : module.rules()) {
        for (Annotations block : rule.annotations()) {
          all.add(new Annotated(name + "." + rule.head().name().at().text(), block));
        }
      }
    }
    return List.copyOf(all);
  }

  /** The modules as they were parsed. */
  public List<Module> modules() {
    return program.modules();
  }

  /** What it was compiled with. */
  public Options options() {
    return options;
  }
}
