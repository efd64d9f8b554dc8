// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import dev.mcpfirewall.Firewall;
import dev.mcpfirewall.MemoryWants;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.config.Layer;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.history.SessionMemory;
import dev.mcpfirewall.json.Bytes;
import dev.mcpfirewall.mcp.Message;
import dev.mcpfirewall.mcp.Reader;
import dev.mcpfirewall.mcp.Reading;
import dev.mcpfirewall.pipeline.Agent;
import dev.mcpfirewall.pipeline.Asked;
import dev.mcpfirewall.pipeline.Exchange;
import dev.mcpfirewall.pipeline.History;
import dev.mcpfirewall.pipeline.Pipeline;
import dev.mcpfirewall.pipeline.Place;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.engine.Site;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A policy at a place that is the same on every machine, with a clock that only counts messages: a
 * minute passes between two, so that no rate limit decides. Used by one thread.
 */
final class Bench {
  private static final Path HOME = Path.of("/home/user").toAbsolutePath();
  private static final Path PROJECT = HOME.resolve("project");

  private final LoadedPolicy loaded;
  private final Pipeline inbound;
  private final Pipeline outbound;
  private long messages;

  private Bench(LoadedPolicy loaded) {
    this.loaded = loaded;
    Site site =
        new Site(HOME, PROJECT, PROJECT, true, loaded.policy().checks().egress().allowDomains());
    Firewall firewall = Firewall.of(loaded.policy(), site, loaded.sources(), () -> false);
    this.inbound = firewall.pipeline(Direction.INBOUND);
    this.outbound = firewall.pipeline(Direction.OUTBOUND);
  }

  /**
   * A policy made of these files; of none, what holds where nothing is configured.
   *
   * @throws dev.mcpfirewall.config.ConfigException with everything that is wrong with them
   */
  static Bench of(Home home, List<Layer> layers) {
    return new Bench(new PolicyLoader(home).combine(layers));
  }

  /** What a session under this policy remembers; the same in every run. */
  SessionMemory memory() {
    return new SessionMemory(MemoryWants.of(loaded.policy()), new Random(0));
  }

  Pipeline pipeline(Direction direction) {
    return switch (direction) {
      case INBOUND -> inbound;
      case OUTBOUND -> outbound;
    };
  }

  /** The next message of a session with this past. */
  Exchange exchange(Direction direction, Optional<Asked> asked, History history) {
    return new Exchange(
        Agent.UNKNOWN,
        new Place("eval", "server", PROJECT.toString()),
        direction,
        asked,
        history,
        Instant.EPOCH.plusSeconds(60 * messages++));
  }

  /** The message in a frame; empty where the protocol already refuses it. */
  static Optional<Message> read(Bytes frame) {
    return Reader.read(frame, false) instanceof Reading.Single single
        ? Optional.of(single.message())
        : Optional.empty();
  }
}
