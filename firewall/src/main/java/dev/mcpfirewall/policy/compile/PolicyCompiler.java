// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy.compile;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.DomainPattern;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes books as Rego. Pure: the same books give the same text. */
public final class PolicyCompiler {
  /** The document that answers everything. */
  public static final String ENTRY = "data.mcp_firewall.main";

  private static final String LIBRARY = library();

  private PolicyCompiler() {}

  /**
   * The Rego of a policy.
   *
   * @param modules made of the YAML, and the library they are written in
   * @param extensions the user's own
   */
  public record Compiled(List<RegoText> modules, Extensions extensions) {
    public Compiled {
      modules = List.copyOf(modules);
    }
  }

  /**
   * Compiles books.
   *
   * @param books at least one; {@code rego:} is read from the first only
   * @param allowDomains hosts to which data may go without that being a way out
   * @throws ConfigException with all that is wrong
   */
  public static Compiled compile(List<Rulebook> books, List<DomainPattern> allowDomains) {
    List<Problem> problems = new ArrayList<>();
    books.forEach(book -> refuseVain(book, problems));
    Extensions extensions = Extensions.read(books.getFirst().extension().modules(), problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    List<RegoText> texts = new ArrayList<>();
    for (int i = 0; i < books.size(); i++) {
      boolean allows = i == 0 && extensions.words().contains("allow");
      texts.add(new BookCompiler(books.get(i), i, allows).compile());
    }
    List<RegoText> modules = new ArrayList<>();
    modules.add(JoiningModules.main(texts, extensions.words(), Remembering.labels(books)));
    modules.addAll(texts);
    modules.add(JoiningModules.site(texts, allowDomains, Remembering.labels(books)));
    modules.add(new RegoText("mcp_firewall.lib.rego", LIBRARY, List.of()));
    return new Compiled(modules, extensions);
  }

  private static void refuseVain(Rulebook book, List<Problem> problems) {
    Stream.concat(book.rules().stream(), book.outbound().stream())
        .filter(rule -> rule.action() == Action.REDACT && !RuleList.takesOut(rule))
        .map(Rule::at)
        .forEach(at ->
            vain(at, "name what is taken out: `secrets: true`, a `text` or `arguments`", problems));
    book.sequences().chains().stream()
        .filter(chain -> chain.action() == Action.REDACT)
        .forEach(chain -> vain(chain.at(), "write `approve` or `deny`", problems));
    book.sequences().flows().stream()
        .filter(flow -> flow.action() == Action.REDACT)
        .forEach(flow -> vain(flow.at(), "write `approve` or `deny`", problems));
  }

  private static void vain(Position at, String help, List<Problem> problems) {
    problems.add(
        new Problem(
            at, Kind.BAD_VALUE, "`redact` has nothing to take out here", Optional.of(help)));
  }

  private static String library() {
    try (InputStream in = PolicyCompiler.class.getResourceAsStream("lib.rego")) {
      if (in == null) {
        throw new IllegalStateException("no lib.rego");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
