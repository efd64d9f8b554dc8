// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.policy.place.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code default:} and {@code servers:}, which tools may be called.
 *
 * <p>Within one {@code tools:} map, an entry that names the tool exactly beats every glob;
 * otherwise the strictest of all that match counts. Over several {@code servers:} entries that
 * match the server, the strictest counts, unless the entry that names the server exactly also names
 * the tool exactly. What no entry matches takes the server's {@code default} (the exactly named
 * server's, else the strictest), else the global one.
 *
 * <p>A tool whose name {@linkplain Names#isDisguised imitates} another is not the one it imitates
 * where that would let it pass: no entry that enables is about it, and none names it exactly.
 *
 * <p>Several rule sets hold together when a project adds to the user's: the strictest counts.
 *
 * @param sets at least one
 */
public record ToolRules(List<RuleSet> sets) {
  /** Every tool may be called. */
  public static final ToolRules DEFAULTS =
      new ToolRules(List.of(new RuleSet(ToolState.ENABLED, List.of())));

  public ToolRules {
    sets = sets.stream().distinct().toList();
  }

  /**
   * One file's view, or that of several which trust each other.
   *
   * @param otherwise what applies where no server's entry says anything
   */
  public record RuleSet(ToolState otherwise, List<ServerEntry> servers) {
    public RuleSet {
      servers = List.copyOf(servers);
    }
  }

  /** The entry of one server, or of several by a glob. */
  public record ServerEntry(Glob server, Optional<ToolState> otherwise, List<ToolEntry> tools) {
    public ServerEntry {
      tools = List.copyOf(tools);
    }
  }

  /** The entry of one tool, or of several by a glob. */
  public record ToolEntry(Glob tool, ToolState state, Position at) {}

  /**
   * What holds for a tool, and which line says so.
   *
   * @param at the line of the tool's entry; empty when a default decided
   */
  public record Standing(ToolState state, Optional<Position> at) {
    Standing stricter(Standing other) {
      return state.compareTo(other.state) >= 0 ? this : other;
    }
  }

  /** Whether the tool of this server may be called, defaults included. */
  public ToolState stateOf(String server, String tool) {
    return standingOf(server, tool).state();
  }

  /** Whether the tool of this server may be called, and why. */
  public Standing standingOf(String server, String tool) {
    return sets.stream()
        .map(set -> standing(set, server, tool))
        .reduce(Standing::stricter)
        .orElseGet(() -> new Standing(ToolState.ENABLED, Optional.empty()));
  }

  /** What holds on this server for all that is not the call of a tool with an entry. */
  public ToolState defaultOf(String server) {
    return sets.stream()
        .map(set -> otherwise(set, server))
        .reduce(ToolState.ENABLED, ToolState::stricter);
  }

  private static Standing standing(RuleSet set, String server, String tool) {
    return set.servers().stream()
        .filter(entry -> entry.server().isExactly(server))
        .flatMap(entry -> entry.tools().stream())
        .filter(entry -> isExactly(entry, tool))
        .map(ToolRules::standing)
        .reduce(Standing::stricter)
        .or(() -> strictestMatch(set, server, tool))
        .orElseGet(() -> new Standing(otherwise(set, server), Optional.empty()));
  }

  private static Optional<Standing> strictestMatch(RuleSet set, String server, String tool) {
    return set.servers().stream()
        .filter(entry -> entry.server().matches(server))
        .flatMap(entry -> within(entry, tool).stream())
        .reduce(Standing::stricter);
  }

  private static Optional<Standing> within(ServerEntry server, String tool) {
    return strictest(server.tools().stream().filter(entry -> isExactly(entry, tool)))
        .or(() -> strictest(server.tools().stream().filter(entry -> matches(entry, tool))));
  }

  private static boolean isExactly(ToolEntry entry, String tool) {
    return entry.tool().isExactly(tool) && !Names.isDisguised(tool);
  }

  private static boolean matches(ToolEntry entry, String tool) {
    return entry.tool().matches(tool)
        && (entry.state() != ToolState.ENABLED || !Names.isDisguised(tool));
  }

  private static Optional<Standing> strictest(Stream<ToolEntry> entries) {
    return entries.map(ToolRules::standing).reduce(Standing::stricter);
  }

  private static Standing standing(ToolEntry entry) {
    return new Standing(entry.state(), Optional.of(entry.at()));
  }

  private static ToolState otherwise(RuleSet set, String server) {
    return set.servers().stream()
        .filter(entry -> entry.server().isExactly(server))
        .flatMap(entry -> entry.otherwise().stream())
        .reduce(ToolState::stricter)
        .or(() ->
            set.servers().stream()
                .filter(entry -> entry.server().matches(server))
                .flatMap(entry -> entry.otherwise().stream())
                .reduce(ToolState::stricter))
        .orElse(set.otherwise());
  }

  /** Whether some tool that both globs mean may be held stricter here than {@code state}. */
  boolean mayBeStricter(Glob server, Glob tool, ToolState state) {
    return sets.stream()
        .anyMatch(set ->
            set.servers().stream()
                .filter(entry -> entry.server().overlaps(server))
                .flatMap(entry -> entry.tools().stream())
                .anyMatch(e -> e.state().compareTo(state) > 0 && e.tool().overlaps(tool)));
  }

  /** A state as {@code default:} spells it. */
  public static String word(ToolState state) {
    return switch (state) {
      case ENABLED -> "allow";
      case APPROVAL -> "approve";
      case DISABLED -> "deny";
    };
  }
}
