// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import dev.mcpfirewall.config.ConfigException;
import dev.mcpfirewall.config.FileWatch;
import dev.mcpfirewall.decision.PolicyRevision;
import dev.mcpfirewall.policy.LoadedPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Puts a changed policy in force within a second, and keeps the one in force where the changed one
 * is wrong. Owned by the thread that runs it.
 */
public final class PolicyWatch {
  /** Three looks a second, and time enough to compile what has changed. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  /**
   * Who writes a file in place empties it first, and what there is of it in between may be a policy
   * that forbids nothing: what is read counts only if it is the same this much later.
   */
  private static final Duration SETTLING = Duration.ofMillis(100);

  /** While the files are wrong, what would mend them may be one that nobody has named yet. */
  private static final Duration RETRY = Duration.ofMillis(600);

  private final PolicyInForce policy;
  private final Witness witness;
  private final InstantSource clock;
  private final FileWatch files = new FileWatch();
  private Optional<String> complaint = Optional.empty();
  private Optional<PolicyRevision> read = Optional.empty();
  private Instant tried;

  /** Told of what becomes of the policy, in the watch's thread; must not wait for anybody. */
  public interface Witness {
    /**
     * Another policy will be in force when this returns.
     *
     * @param mended whether the files were wrong before
     */
    void changes(LoadedPolicy before, PolicyInForce.Next next, boolean mended);

    /** The files are wrong, so that the policy in force stays; said once for each way of wrong. */
    void rejected(ConfigException wrong);

    /** The changed policy can't be used for a reason that is ours. */
    void failed(Throwable failure);
  }

  /**
   * Of a policy that has been read.
   *
   * @param read when its reading began
   */
  public PolicyWatch(PolicyInForce policy, Witness witness, InstantSource clock, Instant read) {
    this.policy = policy;
    this.witness = witness;
    this.clock = clock;
    this.tried = read;
    watch(policy.loaded(), read);
  }

  private void watch(LoadedPolicy loaded, Instant read) {
    TreeSet<Path> paths = new TreeSet<>(loaded.sources().files());
    paths.addAll(loaded.sources().directories());
    files.watch(paths, read);
  }

  /** Watches until the thread is interrupted. */
  public void run() {
    try {
      while (true) {
        Thread.sleep(read.isPresent() ? SETTLING : PAUSE);
        look();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once, and acts on what has changed. */
  void look() {
    Instant now = clock.instant();
    boolean again = complaint.isPresent() && !now.isBefore(tried.plus(RETRY));
    if (!again && read.isEmpty() && !files.isChanged()) {
      return;
    }
    tried = now;
    try {
      PolicyInForce.Next next = policy.read();
      Optional<PolicyRevision> revision = Optional.of(next.loaded().revision());
      if (next.isOther() && !read.equals(revision)) {
        read = revision;
        return;
      }
      read = Optional.empty();
      boolean mended = complaint.isPresent();
      if (next.isOther() || mended) {
        tell(next, mended);
      }
      next.enforce();
      complaint = Optional.empty();
      watch(next.loaded(), now);
    } catch (ConfigException wrong) {
      read = Optional.empty();
      // Looked at anew: what is wrong now was perhaps not there before.
      watch(policy.loaded(), now);
      complain(String.valueOf(wrong.getMessage()), () -> witness.rejected(wrong));
    } catch (RuntimeException | Error failure) {
      read = Optional.empty();
      watch(policy.loaded(), now);
      complain(failure.getClass().getName(), () -> witness.failed(failure));
    }
  }

  /** A record that fails does not keep a stricter policy from its work. */
  private void tell(PolicyInForce.Next next, boolean mended) {
    try {
      witness.changes(policy.loaded(), next, mended);
    } catch (RuntimeException failure) {
      Logger log = System.getLogger(PolicyWatch.class.getName());
      log.log(Level.ERROR, "a new policy is not on record: " + failure.getClass().getName());
      log.log(Level.DEBUG, "cause", failure);
    }
  }

  private void complain(String what, Runnable saying) {
    boolean said = complaint.filter(what::equals).isPresent();
    complaint = Optional.of(what);
    if (!said) {
      saying.run();
    }
  }
}
