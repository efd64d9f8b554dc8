// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Body;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The front end: modules to a {@link Program}, queries to a {@link CompiledQuery}, or all that is
 * wrong with them.
 */
public final class Compiler {
  private final Options options;
  private final List<Module> modules;
  private final Problems problems = new Problems();
  private final RuleTree tree = new RuleTree();
  private final Names names;
  private final Map<List<String>, Map<String, Globals.Target>> exports;
  private final List<Work> work = new ArrayList<>();

  private Compiler(List<Module> modules, Options options) {
    this.modules = modules;
    this.options = options;
    int first = 0;
    for (Module module : modules) {
      first = Names.free(module.source().text(), first);
    }
    names = new Names("", first);
    exports = Globals.exports(modules);
  }

  /**
   * Compiles modules.
   *
   * @throws RegoException with everything that is wrong, in the order of the texts
   */
  public static Program compile(List<Module> modules, Options options) {
    Compiler compiler = new Compiler(modules, options);
    compiler.run();
    compiler.problems.raise(modules.stream().map(Module::source).toList());
    List<Rule> rules = new ArrayList<>(compiler.work.size());
    compiler.work.forEach(w -> rules.add(w.rule));
    return new Program(modules, rules, compiler.names.written());
  }

  private void run() {
    heads();
    new Conflicts(tree, problems, new TermText(names)).check(modules);
    int at = 0;
    for (Module module : modules) {
      int end = at + module.rules().size();
      module(module, work.subList(at, end));
      at = end;
    }
    new Recursion(work, tree, problems, new TermText(names)).check();
  }

  private void heads() {
    for (Module module : modules) {
      tree.open(module.name().path());
      List<Term> path = Globals.path(module.name().at(), module.name().path());
      for (Rule rule : module.rules()) {
        Rule absolute = Heads.absolute(rule, path);
        work.add(new Work(module, absolute, tree.add(absolute)));
      }
    }
  }

  private void module(Module module, List<Work> rules) {
    Globals globals =
        new Globals(exports.getOrDefault(module.name().path(), Map.of()), module.imports());
    Unit unit = new Unit(options.settings(), names, problems, tree, globals, module.version());
    boolean wholeNegation =
        module.imports().stream()
            .anyMatch(i -> i.path().equals(List.of("future", "keywords", "not")));
    Safety safety = new Safety(unit, wholeNegation);
    for (Work each : rules) {
      problems.mark();
      unit.documents().clear();
      Metadata metadata = Metadata.of(each.rule, module, each.node, modules);
      each.rule = new RuleRewriter(unit, metadata).rule(each.rule);
      each.documents = List.copyOf(unit.documents());
      if (problems.isQuiet()) {
        each.rule = safety.order(each.rule);
      }
      each.broken = !problems.isQuiet();
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
    RuleTree tree = new RuleTree();
    program.modules().forEach(module -> tree.open(module.name().path()));
    program.rules().forEach(tree::add);
    Source source = query.at().source();
    Names names = new Names("q", Names.free(source.text(), 0));
    Map<String, Globals.Target> exports =
        context
            .path()
            .map(path -> Globals.exports(program.modules()).getOrDefault(path, Map.of()))
            .orElse(Map.of());
    Globals globals = new Globals(exports, context.imports());
    Unit unit = new Unit(options.settings(), names, problems, tree, globals, context.version());
    Body resolved = new RuleRewriter(unit, Metadata.NONE).query(query);
    Body ordered = problems.isQuiet() ? new Safety(unit, false).order(resolved) : resolved;
    problems.raise(List.of(source));
    return new CompiledQuery(ordered, variables(resolved, names), names.written());
  }

  private static Map<String, String> variables(Body body, Names names) {
    Set<String> open = new java.util.LinkedHashSet<>();
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
