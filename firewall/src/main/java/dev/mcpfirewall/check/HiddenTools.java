// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.check;

import dev.mcpfirewall.policy.Glob;
import dev.mcpfirewall.policy.ToolRules;
import dev.mcpfirewall.policy.ToolState;
import dev.mcpfirewall.policy.rule.Action;
import dev.mcpfirewall.policy.rule.AgentEntry;
import dev.mcpfirewall.policy.rule.Rule;
import dev.mcpfirewall.policy.rule.Rulebook;
import dev.mcpfirewall.policy.rule.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Which tools a client can't call, whatever it calls them with, and so need not see. Where a rule
 * may still let a call pass, the tool is shown.
 */
final class HiddenTools {
  private final List<Book> books;

  /** By these books; one that hides a tool is enough. */
  HiddenTools(List<Rulebook> books) {
    this.books = books.stream().map(Book::new).toList();
  }

  /** Whether none of the books needs the tool to be shown. */
  boolean isHidden(String agent, String server, String tool) {
    return books.stream()
        .anyMatch(book -> book.isForbidden(agent, tool) || book.isOff(agent, server, tool));
  }

  private static final class Book {
    private final Rulebook book;
    private final ToolRules tools;

    Book(Rulebook book) {
      this.book = book;
      this.tools = new ToolRules(List.of(book.tools()));
    }

    boolean isForbidden(String agent, String tool) {
      return book.agents().stream()
          .filter(entry -> entry.agent().matches(agent))
          .anyMatch(entry -> forbids(entry, tool));
    }

    private static boolean forbids(AgentEntry entry, String tool) {
      return names(entry.deny(), tool)
          || entry.allow().filter(allowed -> !names(allowed, tool)).isPresent();
    }

    private static boolean names(List<Glob> globs, String tool) {
      return globs.stream().anyMatch(glob -> glob.matches(tool));
    }

    boolean isOff(String agent, String server, String tool) {
      ToolRules.Standing standing = tools.standingOf(server, tool);
      return standing.state() == ToolState.DISABLED
          && (standing.at().isPresent() || !mayBeDecided(agent, server, tool));
    }

    /** Whether anything but {@code default} may decide a call. */
    private boolean mayBeDecided(String agent, String server, String tool) {
      return !book.extension().modules().isEmpty()
          || book.agents().stream()
              .anyMatch(entry ->
                  entry.agent().matches(agent)
                      && entry.allow().filter(allowed -> names(allowed, tool)).isPresent())
          || book.rules().stream()
              .anyMatch(
                  rule -> rule.action() != Action.DENY && mayConcern(rule, agent, server, tool));
    }

    private static boolean mayConcern(Rule rule, String agent, String server, String tool) {
      Scope scope = rule.scope();
      return matches(scope.tool(), tool)
          && matches(scope.server(), server)
          && matches(scope.agent(), agent)
          && matches(scope.method(), "tools/call");
    }

    private static boolean matches(Optional<Glob> glob, String name) {
      return glob.isEmpty() || glob.get().matches(name);
    }
  }
}
