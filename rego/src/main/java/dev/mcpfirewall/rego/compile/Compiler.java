// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.DataPaths;
import dev.mcpfirewall.rego.compile.names.Documents;
import dev.mcpfirewall.rego.compile.names.Globals;
import dev.mcpfirewall.rego.compile.names.Names;
import dev.mcpfirewall.rego.compile.names.Problems;
import dev.mcpfirewall.rego.compile.names.RuleTree;
import dev.mcpfirewall.rego.compile.names.TermText;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.compile.resolve.Metadata;
import dev.mcpfirewall.rego.compile.resolve.RuleRewriter;
import dev.mcpfirewall.rego.compile.safety.Safety;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The front end: modules to a {@link Program}, queries to a {@link CompiledQuery}, or all that is
 * wrong with them.
 */
public final class Compiler {
  /** All that happens, in order. Each stage looks at every rule that nothing is wrong with yet. */
  private static final List<Stage> STAGES =
      List.of(
          new Stage("tree of rules", Compiler::tree),
          new Stage("conflicts", Compiler::conflicts),
          new Stage("imports", Compiler::imports),
          new Stage("annotations", Compiler::annotations),
          new Stage("names, declarations, calls and replacements", Compiler::names),
          new Stage("unused imports", Compiler::unusedImports),
          new Stage("references into documents", Compiler::references),
          new Stage("recursion", Compiler::recursion),
          new Stage("safety and order", Compiler::safety));

  private record Stage(String name, Consumer<Compiler> work) {}

  private final Options options;
  private final List<Module> modules;
  private final Problems problems = new Problems();
  private final RuleTree tree = new RuleTree();
  private final Names names;
  private final List<ModuleWork> parts = new ArrayList<>();
  private final List<Work> rules = new ArrayList<>();

  private Compiler(List<Module> modules, Options options) {
    this.modules = modules;
    this.options = options;
    int first = 0;
    for (Module module : modules) {
      first = Names.free(module.source().text(), first);
    }
    names = new Names("", first);
  }

  /**
   * Compiles modules.
   *
   * @throws RegoException with everything that is wrong, in the order of the texts
   */
  public static Program compile(List<Module> modules, Options options) {
    Compiler compiler = new Compiler(modules, options);
    for (Stage stage : STAGES) {
      stage.work.accept(compiler);
    }
    compiler.problems.raise(modules.stream().map(Module::source).toList());
    List<Rule> rules = new ArrayList<>(compiler.rules.size());
    for (Work work : compiler.rules) {
      rules.add(work.rule);
    }
    return new Program(modules, rules, compiler.names.written());
  }

  private void tree() {
    Map<List<String>, Map<String, Globals.Target>> exports = Globals.exports(modules);
    for (Module module : modules) {
      Globals globals =
          new Globals(exports.getOrDefault(module.name().path(), Map.of()), module.imports());
      Unit unit =
          new Unit(
              options.settings(),
              names,
              problems,
              tree,
              globals,
              module.version(),
              options.strict() || module.version() == Version.V1,
              new Documents());
      List<Work> own = new ArrayList<>(module.rules().size());
      ModuleWork part = new ModuleWork(module, unit, own);
      tree.open(module.name().path());
      List<Term> path = Globals.path(module.name().at(), module.name().path());
      for (Rule rule : module.rules()) {
        Rule absolute = Heads.absolute(rule, path, unit);
        own.add(new Work(part, absolute, tree.add(absolute)));
      }
      parts.add(part);
      rules.addAll(own);
    }
  }

  private DataPaths paths() {
    return new DataPaths(tree, options.data(), modules);
  }

  private void conflicts() {
    new Conflicts(tree, problems, new TermText(names)).check(modules);
  }

  private void imports() {
    ImportCheck check = new ImportCheck(problems);
    parts.forEach(check::check);
    if (options.strict()) {
      DataPaths paths = paths();
      parts.forEach(part -> check.reach(part, paths));
    }
  }

  private void annotations() {
    AnnotationCheck.check(modules, rules, problems);
  }

  private void names() {
    for (Work work : rules) {
      problems.mark();
      Module module = work.module.module();
      Metadata metadata = Metadata.of(work.rule, module, work.node, modules);
      work.rule = new RuleRewriter(work.module.unit(), metadata).rule(work.rule);
      work.documents = work.module.unit().documents().take();
      work.broken = !problems.isQuiet();
    }
  }

  private void unusedImports() {
    if (options.strict()) {
      parts.forEach(new ImportCheck(problems)::unused);
    }
  }

  private void references() {
    if (options.strict()) {
      ReferenceCheck check = new ReferenceCheck(paths(), problems, new TermText(names));
      for (Work work : rules) {
        check.check(work.documents);
      }
    }
  }

  private void recursion() {
    new Recursion(rules, tree, problems, new TermText(names)).check();
  }

  private void safety() {
    for (ModuleWork part : parts) {
      Safety safety = new Safety(part.unit(), part.wholeNegation());
      for (Work work : part.rules()) {
        if (!work.broken) {
          work.rule = safety.order(work.rule);
        }
      }
    }
  }

  /**
   * Compiles a query against rules.
   *
   * @throws RegoException with everything that is wrong, in the order of the text
   */
  public static CompiledQuery query(
      Body query, QueryContext context, Program program, Options options) {
    Problems problems = new Problems();
    if (query.literals().isEmpty()) {
      problems.compile(query.at(), "empty query cannot be compiled");
    }
    RuleTree tree = new RuleTree();
    program.modules().forEach(module -> tree.open(module.name().path()));
    program.rules().forEach(tree::add);
    Names names = new Names("q", Names.free(query.at().source().text(), 0));
    Unit unit =
        new Unit(
            options.settings(),
            names,
            problems,
            tree,
            globals(context, program),
            context.version(),
            options.strict(),
            new Documents());
    Body resolved = new RuleRewriter(unit, Metadata.NONE).query(query);
    if (options.strict()) {
      DataPaths paths = new DataPaths(tree, options.data(), program.modules());
      new ReferenceCheck(paths, problems, unit.text()).check(unit.documents().take());
    }
    Body ordered = problems.isQuiet() ? new Safety(unit, false).order(resolved) : resolved;
    problems.raise(List.<Source>of(query.at().source()));
    return new CompiledQuery(ordered, variables(resolved, names), names.written());
  }

  private static Globals globals(QueryContext context, Program program) {
    Map<String, Globals.Target> exports =
        context
            .path()
            .map(path -> Globals.exports(program.modules()).getOrDefault(path, Map.of()))
            .orElse(Map.of());
    return new Globals(exports, context.imports());
  }

  private static Map<String, String> variables(Body body, Names names) {
    Set<String> open = new LinkedHashSet<>();
    body.literals().forEach(literal -> Variables.open(literal, open));
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : open) {
      if (!names.isUnnamed(name)) {
        variables.put(names.text(name), name);
      }
    }
    return variables;
  }
}
