// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.ConfigFiles;
import dev.mcpfirewall.config.Home;
import dev.mcpfirewall.decision.Direction;
import dev.mcpfirewall.history.Wants;
import dev.mcpfirewall.policy.AuditSection;
import dev.mcpfirewall.policy.LimitsSection;
import dev.mcpfirewall.policy.LoadedPolicy;
import dev.mcpfirewall.policy.PolicyFile;
import dev.mcpfirewall.policy.PolicyLoader;
import dev.mcpfirewall.policy.PolicyMode;
import dev.mcpfirewall.policy.engine.Site;
import dev.mcpfirewall.proxy.Enforcement;
import dev.mcpfirewall.proxy.Refusals;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The policy that holds in a directory, and the firewall under it, until another takes its place as
 * a whole. What is in force can be asked by any thread; it is changed by one.
 */
public final class PolicyInForce {
  private final Origin origin;
  private final AuditSection audit;
  private volatile State state;

  /**
   * Where a policy comes from.
   *
   * @param directory in which it holds; absolute
   * @param explicit the file named on the command line
   */
  public record Origin(Home home, Path directory, Optional<Path> explicit) {
    private LoadedPolicy load() {
      return new PolicyLoader(home).load(directory, explicit);
    }

    private Site site(PolicyFile policy) {
      return Sites.of(home, directory, policy);
    }
  }

  private record State(
      LoadedPolicy loaded, Firewall firewall, Enforcement inbound, Enforcement outbound) {}

  private PolicyInForce(Origin origin, LoadedPolicy loaded, Firewall firewall) {
    this.origin = origin;
    this.audit = loaded.policy().audit();
    this.state = state(loaded, firewall);
  }

  /**
   * The policy as its files say now.
   *
   * @param killSwitch asked with every message
   * @throws ConfigException with all that is wrong with the files
   */
  public static PolicyInForce load(Origin origin, BooleanSupplier killSwitch) {
    LoadedPolicy loaded = origin.load();
    PolicyFile policy = loaded.policy();
    return new PolicyInForce(
        origin, loaded, Firewall.of(policy, origin.site(policy), loaded.sources(), killSwitch));
  }

  /** What is in force. */
  public LoadedPolicy loaded() {
    return state.loaded();
  }

  /** How it is enforced in a direction, by that direction's thread. */
  public Enforcement enforcement(Direction direction) {
    State now = state;
    return switch (direction) {
      case INBOUND -> now.inbound();
      case OUTBOUND -> now.outbound();
    };
  }

  /** What it needs a session to remember. */
  public Wants wants() {
    return MemoryWants.of(state.loaded().policy());
  }

  /** A policy that may take the place of the one in force. */
  public final class Next {
    private final State next;

    private Next(State next) {
      this.next = next;
    }

    /** What it is made of. */
    public LoadedPolicy loaded() {
      return next.loaded();
    }

    /** Whether it says anything else. */
    public boolean isOther() {
      return !next.loaded().revision().equals(state.loaded().revision());
    }

    /** What it needs a session to remember. */
    public Wants wants() {
      return MemoryWants.of(next.loaded().policy());
    }

    /** Puts it in force: every message that is judged from now on is judged by it. */
    public void enforce() {
      state = next;
    }
  }

  /**
   * The policy as its files say now, ready to be put in force. The one in force stays.
   *
   * @throws ConfigException with all that is wrong with the files
   */
  public Next read() {
    // What came from a pipe has been read: there is no more, and an empty file forbids nothing.
    ConfigFiles.refuseDevice(origin.explicit().orElse(origin.home().config()));
    LoadedPolicy loaded = origin.load();
    State now = state;
    if (loaded.revision().equals(now.loaded().revision())) {
      return new Next(new State(loaded, now.firewall(), now.inbound(), now.outbound()));
    }
    PolicyFile policy = loaded.policy();
    return new Next(
        state(loaded, now.firewall().under(policy, origin.site(policy), loaded.sources())));
  }

  private State state(LoadedPolicy loaded, Firewall firewall) {
    return new State(
        loaded,
        firewall,
        enforcement(loaded, firewall, Direction.INBOUND),
        enforcement(loaded, firewall, Direction.OUTBOUND));
  }

  /** The record is kept as it was begun: its settings hold until the process ends. */
  private Enforcement enforcement(LoadedPolicy loaded, Firewall firewall, Direction direction) {
    PolicyFile policy = loaded.policy();
    return new Enforcement(
        firewall.pipeline(direction),
        loaded.revision(),
        policy.mode() == PolicyMode.MONITOR,
        audit.onFailure() == AuditSection.OnFailure.CONTINUE,
        new Refusals(policy.limits().errorForm() == LimitsSection.ErrorForm.RESULT));
  }
}
