// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.rule.Extension;
import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.ast.Module.Version;
import dev.mcpfirewall.rego.ast.Rule;
import dev.mcpfirewall.rego.ast.Term;
import dev.mcpfirewall.rego.error.Location;
import dev.mcpfirewall.rego.error.RegoError;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.parse.Options;
import dev.mcpfirewall.rego.parse.Parser;
import dev.mcpfirewall.rego.value.StringValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user's Rego, read.
 *
 * @param modules all of it
 * @param words which of {@code allow}, {@code deny}, {@code approve}, {@code redact}, {@code alert}
 *     it defines in {@code mcp_firewall.policy}
 */
public record Extensions(List<Module> modules, Set<String> words) {
  private static final List<String> POLICY = List.of("mcp_firewall", "policy");
  private static final Set<String> OURS = Set.of("yaml", "lib", "main", "site", "files");
  private static final Set<String> WORDS = Set.of("allow", "deny", "approve", "redact", "alert");

  public Extensions {
    modules = List.copyOf(modules);
    words = Set.copyOf(words);
  }

  /** Reads them; what is wrong goes to {@code problems}. */
  static Extensions read(List<Extension.Module> files, List<Problem> problems) {
    List<Module> modules = new ArrayList<>();
    Set<String> words = new HashSet<>();
    for (Extension.Module file : files) {
      try {
        Module module =
            Parser.module(
                new Source(file.file().toString(), file.text()),
                Options.of(file.legacy() ? Version.V0 : Version.V1));
        refuseOurs(module).ifPresent(problems::add);
        modules.add(module);
        if (module.name().path().equals(POLICY)) {
          module.rules().forEach(rule -> word(rule).ifPresent(words::add));
        }
      } catch (RegoException e) {
        e.errors().forEach(error -> problems.add(problem(error)));
      }
    }
    return new Extensions(modules, words);
  }

  private static Optional<Problem> refuseOurs(Module module) {
    List<String> path = module.name().path();
    boolean ours =
        path.getFirst().equals("mcp_firewall") && (path.size() == 1 || OURS.contains(path.get(1)));
    return ours
        ? Optional.of(
            new Problem(
                position(module.name().at()),
                Kind.REGO,
                "the package `" + String.join(".", path) + "` is the firewall's own",
                Optional.of("write `package mcp_firewall.policy`")))
        : Optional.empty();
  }

  private static Optional<String> word(Rule rule) {
    Term name = rule.head().name();
    Term first = name instanceof Term.Ref ref ? ref.head() : name;
    String word =
        switch (first) {
          case Term.Var(_, String text) -> text;
          case Term.Scalar(_, StringValue text) -> text.value();
          default -> "";
        };
    return Optional.of(word).filter(WORDS::contains);
  }

  /** An error of the Rego engine as one of the configuration. */
  public static Problem problem(RegoError error) {
    return new Problem(position(error.at()), Kind.REGO, error.message(), error.help());
  }

  private static Position position(Location at) {
    return at.equals(Location.NONE)
        ? Position.of("policy")
        : new Position(at.source().name(), at.line(), at.column());
  }
}
