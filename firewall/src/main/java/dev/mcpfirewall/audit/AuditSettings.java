// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Effect;
import dev.mcpfirewall.decision.Enforced;
import dev.mcpfirewall.decision.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * How the record is kept.
 *
 * @param directory where the log files go; made with owner-only access if absent
 * @param heads where the signed heads go: best on another disk or share than the log
 * @param keys where the signing key and the public keys are
 * @param fsync when the disk is waited for
 * @param rotateBytes size at which a new file is begun; 4096 or more
 * @param retention what is deleted
 * @param onFailure what becomes of a message that could not be recorded: for whoever enforces
 */
public record AuditSettings(
    Path directory,
    Path heads,
    Path keys,
    Fsync fsync,
    long rotateBytes,
    Retention retention,
    OnFailure onFailure) {
  /** 64 MiB. */
  public static final long DEFAULT_ROTATE_BYTES = 64L << 20;

  public AuditSettings {
    if (rotateBytes < 4096) {
      throw new IllegalArgumentException("audit files rotate at 4096 bytes or more");
    }
  }

  /** What holds where nothing is configured, below the firewall's own directory. */
  public static AuditSettings under(Path home) {
    return new AuditSettings(
        home.resolve("audit"),
        home.resolve("heads"),
        home.resolve("keys"),
        Fsync.INTERVAL,
        DEFAULT_ROTATE_BYTES,
        Retention.DEFAULT,
        OnFailure.DENY);
  }

  /**
   * The same for a log in another directory. Each directory has heads of its own: those of one
   * would say of another that its files are missing.
   */
  public AuditSettings in(Path other) {
    Path absolute = other.toAbsolutePath().normalize();
    if (absolute.equals(directory.toAbsolutePath().normalize())) {
      return this;
    }
    byte[] name = Chain.sha256().digest(absolute.toString().getBytes(StandardCharsets.UTF_8));
    Path own = heads.resolve("of-" + HexFormat.of().formatHex(name, 0, 8));
    return new AuditSettings(absolute, own, keys, fsync, rotateBytes, retention, onFailure);
  }

  /** When the disk is waited for. A crash of ours loses nothing under any of them. */
  public enum Fsync {
    /** Before every append returns: a power cut loses nothing. */
    ALWAYS,
    /** About once a second; holds and denies before their append returns. */
    INTERVAL,
    /** Left to the operating system. */
    NEVER;

    /** Whether the disk must have these before anything comes of them. */
    boolean isAwaited(List<Event> events) {
      return switch (this) {
        case ALWAYS -> true;
        case INTERVAL -> isAnyGrave(events);
        case NEVER -> false;
      };
    }

    private static boolean isAnyGrave(List<Event> events) {
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i) instanceof Event.Decided decided
            && (decided.ruled().effect().compareTo(Effect.HOLD) >= 0
                || decided.enforced().compareTo(Enforced.HELD) >= 0)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What becomes of a message that could not be recorded. */
  public enum OnFailure {
    /** It is refused. */
    DENY,
    /** It is decided as ever, with a warning; the gap is noted once the log works again. */
    CONTINUE
  }

  /**
   * What is deleted, the oldest first, always whole chains or the older files of the running one.
   *
   * @param age files untouched for longer are deleted; zero keeps them for ever
   * @param files at most this many are kept; 0 for any number
   */
  public record Retention(Duration age, int files) {
    /** A year. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(365), 0);

    public Retention {
      if (age.isNegative() || files < 0) {
        throw new IllegalArgumentException("audit retention cannot be negative");
      }
    }
  }
}
