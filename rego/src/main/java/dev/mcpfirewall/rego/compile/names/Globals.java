// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.compile.names;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Import;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a module's short names stand for: its imports, and the rules of its package. */
public final class Globals {
  /** What a name stands for: {@code data} or {@code input}, and a path below it. */
  public record Target(String root, List<Term> path) {
    public Target {
      path = List.copyOf(path);
    }

    public Term at(Location at) {
      Term head = new Term.Var(at, root);
      return path.isEmpty() ? head : new Term.Ref(at, head, path);
    }
  }

  private final Map<String, Target> imported = new LinkedHashMap<>();
  private final Map<String, Target> exported;
  private final Set<String> used = new HashSet<>();

  /**
   * @param exported the names of the package's rules
   */
  public Globals(Map<String, Target> exported, List<Import> imports) {
    this.exported = exported;
    for (Import each : imports) {
      String root = each.path().getFirst();
      if (Variables.isRoot(root) && !(each.path().size() == 1 && each.alias().isEmpty())) {
        imported.put(
            name(each),
            new Target(root, path(each.at(), each.path().subList(1, each.path().size()))));
      }
    }
  }

  /** The name by which a module knows what it imports. */
  public static String name(Import each) {
    return each.alias().orElse(each.path().getLast());
  }

  /** As it was written. */
  public static String text(Import each) {
    return "import "
        + String.join(".", each.path())
        + each.alias().map(alias -> " as " + alias).orElse("");
  }

  public static List<Term> path(Location at, List<String> names) {
    List<Term> path = new ArrayList<>(names.size());
    for (String name : names) {
      path.add(new Term.Scalar(at, StringValue.of(name)));
    }
    return path;
  }

  /** The short names of the rules of every package. */
  public static Map<List<String>, Map<String, Target>> exports(List<Module> modules) {
    Map<List<String>, Map<String, Target>> all = new HashMap<>();
    for (Module module : modules) {
      Map<String, Target> names =
          all.computeIfAbsent(module.name().path(), _ -> new LinkedHashMap<>());
      List<Term> path = path(module.name().at(), module.name().path());
      for (var rule : module.rules()) {
        String name = firstName(rule.head().name());
        if (!names.containsKey(name)) {
          List<Term> full = new ArrayList<>(path);
          full.add(new Term.Scalar(module.name().at(), StringValue.of(name)));
          names.put(name, new Target("data", full));
        }
      }
    }
    return all;
  }

  /** The first part of a rule's name as it was written. */
  public static String firstName(Term name) {
    return switch (name) {
      case Term.Var(_, String text) -> text;
      case Term.Ref(_, Term.Var(_, String head), _) -> head;
      default -> name.at().text();
    };
  }

  /** What a name stands for; null where it is a variable. */
  public @Nullable Target find(String name) {
    Target target = imported.get(name);
    return target == null ? exported.get(name) : target;
  }

  /** Takes note that a name is needed. */
  public void use(String name) {
    used.add(name);
  }

  public boolean isUsed(Import each) {
    return used.contains(name(each));
  }

  /** All names, for advice. */
  public List<String> names() {
    List<String> names = new ArrayList<>(exported.keySet());
    names.addAll(imported.keySet());
    return names;
  }
}
