// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Rule;
import java.util.List;
import java.util.Map;

/**
 * Modules made ready for the type checker and the planner: the same syntax tree, with these
 * promises.
 *
 * <ul>
 *   <li>A rule's name is an absolute reference: the variable {@code data}, then the package, then
 *       the name, then any further parts.
 *   <li>The head of every reference is the variable {@code data} or {@code input}, a local
 *       variable, a call or a composite. Imports and names of the package are resolved.
 *   <li>A call's operator is a built-in's name (a variable, or a reference of strings), or an
 *       absolute reference of a function. Arity is right.
 *   <li>There is no {@code Some}, no {@code SomeIn} and no {@code assign}: {@code some v in xs} is
 *       {@code v = xs[_]}, {@code :=} is {@code eq}; what they declare, and arguments, and the
 *       variables of {@code every}, are named {@code __localN__}, unique in the program. Other
 *       variables keep their names; one that occurs in a body outside its nested bodies is the same
 *       variable in those.
 *   <li>A call with one argument more than the function has, standing as a literal, is {@code last
 *       = call}.
 *   <li>{@code not} reaches the outermost call only, as in OPA: calls and references inside it that
 *       may be undefined are literals of their own before it.
 *   <li>Where a literal binds variables in several of its parts, calls inside it come first, from
 *       the left and from the inside; each binds what its references need before it is made. The
 *       domain of {@code every}, the values of {@code with}, heads and the keys of a partial rule
 *       bind nothing: their variables are bound before.
 *   <li>What a {@code with} puts in the place of a function by name is a reference or a variable of
 *       that name. Composites of constants are scalars with a composite value.
 *   <li>The literals of every body are ordered so that each finds its inputs bound, left to right.
 *       Every variable is safe.
 *   <li>No rule needs itself; no two definitions of a name differ in kind or arity.
 *   <li>{@code rego.metadata.rule()} and {@code rego.metadata.chain()} are values. {@code print} is
 *       gone, or each argument is a set comprehension of its values ({@code internal.print([{x | x
 *       = term}, …])}).
 * </ul>
 *
 * @param modules as they were parsed
 * @param rules all of them, resolved, in the order of the modules
 * @param written what stood in the text for each variable the compiler named
 */
public record Program(List<Module> modules, List<Rule> rules, Map<String, String> written) {
  public Program {
    modules = List.copyOf(modules);
    rules = List.copyOf(rules);
    written = Map.copyOf(written);
  }
}
