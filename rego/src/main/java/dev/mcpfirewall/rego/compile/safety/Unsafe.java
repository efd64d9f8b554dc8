// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.safety;

import dev.mcpfirewall.rego.ast.Literal;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.compile.names.Names;
import dev.mcpfirewall.rego.compile.names.Nearest;
import dev.mcpfirewall.rego.compile.names.Occurrence;
import dev.mcpfirewall.rego.compile.names.Unit;
import dev.mcpfirewall.rego.compile.names.Variables;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Complains of variables that nothing binds. */
final class Unsafe {
  private static final Set<String> KEYWORDS = Set.of("in", "every", "contains", "if");

  private final Unit unit;
  private final Set<String> reported = new LinkedHashSet<>();
  private boolean printing;

  Unsafe(Unit unit) {
    this.unit = unit;
  }

  /** Forgets what was said of another rule. */
  void start() {
    reported.clear();
  }

  /** Whether what is looked at is an argument of {@code print}. */
  void printing(boolean on) {
    printing = on;
  }

  /** Complains of what is not bound in a head. */
  void head(Term head, Set<String> bound) {
    Set<String> holes = new LinkedHashSet<>();
    Occurrence.holes(head, holes);
    for (String name : holes) {
      if (bound.add(name)) {
        undeclared(name, Occurrence.of(name, head).orElse(head.at()));
      }
    }
    Set<String> names = new LinkedHashSet<>();
    Variables.open(head, names);
    for (String name : names) {
      if (!bound.contains(name)) {
        bound.add(name);
        report(name, Occurrence.of(name, head).orElse(head.at()), head.at());
      }
    }
  }

  /**
   * Complains of a literal that can't be placed.
   *
   * @return all that it lacks; what would follow from the rest is not complained of
   */
  Set<String> literal(Literal literal, Set<String> bound, Readiness readiness, Set<String> own) {
    Set<String> missing = new LinkedHashSet<>();
    Variables.all(literal, missing);
    Set<String> open = new LinkedHashSet<>();
    Variables.open(literal, open);
    missing.removeIf(
        name -> readiness.isBound(name) || !open.contains(name) && !own.contains(name));
    Set<String> undeclared = undeclared(literal, readiness);
    List<String> roots = roots(literal, missing, undeclared, bound, readiness);
    for (String name : undeclared) {
      undeclared(name, Occurrence.of(name, literal).orElse(literal.at()));
    }
    for (String name : roots) {
      report(name, Occurrence.of(name, literal).orElse(literal.at()), literal.at());
    }
    if (roots.isEmpty() && undeclared.isEmpty()) {
      unit.problems()
          .add(
              RegoError.of(ErrorCode.UNSAFE_VAR, "expression is unsafe", literal.at()),
              Optional.empty());
    }
    missing.addAll(undeclared);
    return missing;
  }

  /** Those that don't follow from the others. */
  private List<String> roots(
      Literal literal,
      Set<String> missing,
      Set<String> undeclared,
      Set<String> bound,
      Readiness readiness) {
    List<String> named = new ArrayList<>(missing);
    named.removeAll(undeclared);
    List<String> roots = new ArrayList<>(named);
    for (String name : named) {
      Set<String> others = new LinkedHashSet<>(missing);
      others.remove(name);
      others.addAll(undeclared);
      bound.addAll(others);
      if (readiness.ready(literal)) {
        roots.remove(name);
        bound.remove(name);
      }
      bound.removeAll(others);
    }
    if (roots.isEmpty() && undeclared.isEmpty()) {
      roots.addAll(named);
      named.removeIf(name -> name.startsWith(Names.PREFIX));
      roots = named.isEmpty() ? roots : named;
    }
    roots.removeIf(name -> unit.names().isUnnamed(name));
    return roots;
  }

  private Set<String> undeclared(Literal literal, Readiness readiness) {
    Set<String> names = new LinkedHashSet<>();
    Occurrence.holes(literal, names);
    names.removeIf(readiness::isBound);
    return names;
  }

  private void undeclared(String name, Location at) {
    if (reported.add(name)) {
      String message = "var " + unit.names().text(name) + " is undeclared";
      unit.problems().add(RegoError.of(ErrorCode.COMPILE, message, at), advice(name));
    }
  }

  private void report(String name, Location at, Location whole) {
    if (printing && !unit.names().isUnnamed(name)) {
      undeclared(name, at);
      return;
    }
    if (!reported.add(name)) {
      return;
    }
    if (unit.names().isUnnamed(name)) {
      unit.problems()
          .add(RegoError.of(ErrorCode.UNSAFE_VAR, "expression is unsafe", whole), Optional.empty());
      return;
    }
    String text = unit.names().text(name);
    if (unit.version() == Version.V0 && KEYWORDS.contains(text)) {
      unit.problems()
          .add(
              RegoError.of(
                  ErrorCode.UNSAFE_VAR,
                  "var "
                      + text
                      + " is unsafe (hint: `import future.keywords."
                      + text
                      + "` to import a future keyword)",
                  at),
              Optional.empty());
      return;
    }
    unit.problems()
        .add(RegoError.of(ErrorCode.UNSAFE_VAR, "var " + text + " is unsafe", at), advice(text));
  }

  private Optional<String> advice(String name) {
    List<String> known = new ArrayList<>(unit.globals().names());
    known.add("input");
    known.add("data");
    return Nearest.advice(unit.names().text(name), known);
  }
}
