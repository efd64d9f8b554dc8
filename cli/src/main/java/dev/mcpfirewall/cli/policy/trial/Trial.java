// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.policy.trial;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.Sites;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.rule.Rulebook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A policy that messages are put before, one by one and none of them counting for the next: rate
 * limits and the kill switch are left out of it. Used by one thread.
 */
public final class Trial {
  private final LoadedPolicy loaded;
  private final Firewall firewall;
  private final Pipeline inbound;
  private final Pipeline outbound;
  private final String directory;

  private Trial(LoadedPolicy loaded, Firewall firewall, Path directory) {
    this.loaded = loaded;
    this.firewall = firewall;
    this.inbound = firewall.pipeline(Direction.INBOUND);
    this.outbound = firewall.pipeline(Direction.OUTBOUND);
    this.directory = directory.toString();
  }

  /**
   * The policy that holds where the command runs, or the one of a file alone.
   *
   * @throws dev.mcpfirewall.config.ConfigException with everything that is wrong with it
   */
  public static Trial of(Desk desk, Optional<Path> file) {
    return of(desk, load(desk, file));
  }

  /**
   * A policy.
   *
   * @throws dev.mcpfirewall.config.ConfigException if its Rego is wrong
   */
  public static Trial of(Desk desk, LoadedPolicy loaded) {
    PolicyFile policy = withoutLimits(loaded.policy());
    Firewall firewall =
        Firewall.of(
            policy, Sites.of(desk.home(), desk.directory(), policy), loaded.sources(), () -> false);
    return new Trial(loaded, firewall, desk.directory());
  }

  /**
   * A policy that is only a text: nothing beside it is read.
   *
   * @throws dev.mcpfirewall.config.ConfigException with everything that is wrong with it
   */
  public static Trial of(Desk desk, Layer layer) {
    return of(desk, new PolicyLoader(desk.home()).combine(List.of(layer)));
  }

  /**
   * The policy that holds where the command runs; or, of a file, what that file says by itself.
   *
   * @throws dev.mcpfirewall.config.ConfigException with everything that is wrong with the YAML
   */
  public static LoadedPolicy load(Desk desk, Optional<Path> file) {
    if (file.isEmpty()) {
      return new PolicyLoader(desk.home()).load(desk.directory(), Optional.empty());
    }
    ConfigFiles files = new ConfigFiles(desk.home());
    return new PolicyLoader(desk.home())
        .combine(List.of(files.read(Layer.Origin.EXPLICIT, desk.directory().resolve(file.get()))));
  }

  private static PolicyFile withoutLimits(PolicyFile policy) {
    return new PolicyFile(
        policy.mode(),
        policy.books().stream().map(Trial::withoutLimits).toList(),
        policy.checks(),
        policy.approvals(),
        policy.audit(),
        policy.limits());
  }

  private static Rulebook withoutLimits(Rulebook book) {
    return new Rulebook(
        book.tools(),
        book.labels(),
        book.agents(),
        book.rules(),
        book.outbound(),
        List.of(),
        book.sequences(),
        book.extension());
  }

  /** The policy, and how it came about. */
  public LoadedPolicy loaded() {
    return loaded;
  }

  /** What becomes of a message. */
  public Outcome judge(Situation situation) {
    return judge(exchange(situation), situation.message());
  }

  /** What becomes of a message of a session that has done and seen this. */
  public Outcome judge(Exchange exchange, Message message) {
    Pipeline pipeline =
        switch (exchange.direction()) {
          case INBOUND -> inbound;
          case OUTBOUND -> outbound;
        };
    return new Outcome(pipeline.judge(exchange, message));
  }

  /** What each stage says of a message of such a session, and which rules were tried. */
  public Firewall.Examination examine(Exchange exchange, Message message) {
    return firewall.examine(exchange, message);
  }

  /** Where messages to this server are put before the policy. */
  public Place place(String server) {
    return new Place("trial", server, directory);
  }

  /** What each stage says of a message, and which rules were tried. */
  public Firewall.Examination examine(Situation situation) {
    return firewall.examine(exchange(situation), situation.message());
  }

  private Exchange exchange(Situation situation) {
    return new Exchange(
        situation.asAgent(),
        place(situation.server()),
        situation.direction(),
        situation.asked(),
        situation.past(),
        Instant.EPOCH);
  }
}
