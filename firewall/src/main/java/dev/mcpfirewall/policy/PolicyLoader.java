// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.config.Position;
import dev.mcpfirewall.config.Problem;
import dev.mcpfirewall.config.Problem.Kind;
import dev.mcpfirewall.policy.ToolRules.ServerEntry;
import dev.mcpfirewall.policy.ToolRules.ToolEntry;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the policy that holds in a directory out of the files that apply there, starting from
 * {@link PolicyFile#DEFAULTS}. A file that can only make things stricter is joined value by value,
 * so whatever it says, nothing becomes looser; what it tried is a warning.
 */
public final class PolicyLoader {
  private static final Comparator<Position> BY_PLACE =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);
  private static final Comparator<Problem> IN_ORDER = Comparator.comparing(Problem::at, BY_PLACE);

  private final Home home;

  /** Policies from the files of {@code home}. */
  public PolicyLoader(Home home) {
    this.home = home;
  }

  /**
   * The policy that holds in {@code directory}.
   *
   * @param explicit the file named on the command line, which stands in the user's file's place
   * @throws ConfigException with the problems of all files
   */
  public LoadedPolicy load(Path directory, Optional<Path> explicit) {
    return combine(new ConfigFiles(home).read(directory, explicit));
  }

  /**
   * The policy that these files make together.
   *
   * @param layers the weakest first
   * @throws ConfigException with the problems of all files
   */
  public LoadedPolicy combine(List<Layer> layers) {
    PolicyFile policy = PolicyFile.DEFAULTS;
    List<Problem> problems = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    for (Layer layer : layers) {
      PolicyReader reader = new PolicyReader(home);
      if (layer.onlyTightens()) {
        PolicyFile alone = reader.read(layer.root(), withoutBooks(policy));
        warnings.addAll(heldBack(layer, reader, policy, alone));
        policy = policy.stricter(alone);
      } else {
        policy = reader.read(layer.root(), policy);
      }
      reader.problems().all().stream().sorted(IN_ORDER).forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new LoadedPolicy(policy, policy.revision(), layers, sources(layers), warnings);
  }

  private static LoadedPolicy.Sources sources(List<Layer> layers) {
    SortedSet<Path> files = new TreeSet<>();
    layers.forEach(layer -> files.add(layer.file()));
    return new LoadedPolicy.Sources(files, new TreeSet<>());
  }

  private static PolicyFile withoutBooks(PolicyFile policy) {
    return new PolicyFile(
        policy.mode(),
        List.of(Rulebook.EMPTY),
        policy.checks(),
        policy.approvals(),
        policy.audit(),
        policy.limits());
  }

  private static List<Problem> heldBack(
      Layer layer, PolicyReader reader, PolicyFile base, PolicyFile alone) {
    Tightening held = new Tightening();
    base.stricter(alone, held);
    Map<String, Position> set = reader.set();
    List<String> keys = new ArrayList<>(held.heldBack());
    keys.addAll(looserTools(set, base.tools(), alone.books().getFirst().tools()));
    // One word may set several values: one warning for each place.
    Map<Position, List<String>> byPlace =
        keys.stream()
            .filter(set::containsKey)
            .collect(
                Collectors.groupingBy(
                    set::get, () -> new TreeMap<>(BY_PLACE), Collectors.toList()));
    return byPlace.entrySet().stream()
        .map(entry -> warning(layer, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Problem warning(Layer layer, Position at, List<String> keys) {
    String shown = keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
    return new Problem(
        at,
        Kind.WOULD_LOOSEN,
        "ignored: " + shown + " here is not stricter than your own settings",
        Optional.of(
            "a project can only make things stricter; if you have read this file and agree, run"
                + " `mcp-firewall trust "
                + layer.file().getParent()
                + "`"));
  }

  private static List<String> looserTools(
      Map<String, Position> set, ToolRules base, ToolRules.RuleSet alone) {
    List<String> keys = new ArrayList<>();
    boolean lax =
        base.sets().stream().anyMatch(s -> s.otherwise().compareTo(alone.otherwise()) > 0);
    if (set.containsKey("default") && lax) {
      keys.add("default");
    }
    for (ServerEntry server : alone.servers()) {
      String key = "servers." + server.server().text();
      if (server.otherwise().filter(s -> isLooser(base, server.server(), s)).isPresent()) {
        keys.add(key + ".default");
      }
      for (ToolEntry tool : server.tools()) {
        if (isLooser(base, server.server(), tool)) {
          keys.add(key + ".tools." + tool.tool().text());
        }
      }
    }
    return keys;
  }

  private static boolean isLooser(ToolRules base, Glob server, ToolState state) {
    return base.defaultOf(sample(server)).compareTo(state) > 0;
  }

  private static boolean isLooser(ToolRules base, Glob server, ToolEntry tool) {
    return base.stateOf(sample(server), sample(tool.tool())).compareTo(tool.state()) > 0
        || base.mayBeStricter(server, tool.tool(), tool.state());
  }

  /** A name that the glob matches, to ask the base about; only a warning hangs on it. */
  private static String sample(Glob glob) {
    return glob.text().split("\\|", 2)[0].replace("*", "").replace("?", "x");
  }
}
