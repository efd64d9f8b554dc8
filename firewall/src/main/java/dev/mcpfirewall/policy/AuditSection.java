// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * {@code audit:}, how the record is kept.
 *
 * @param fsync when what is written is forced to the disk
 * @param onFailure what happens to a message that cannot be recorded
 * @param directory where the log is; empty means the usual place. Absolute
 * @param rotateBytes a log file larger than this is followed by a new one
 * @param retentionDays log files older than this are removed; {@link #FOREVER} keeps them all
 */
public record AuditSection(
    Fsync fsync,
    OnFailure onFailure,
    Optional<Path> directory,
    long rotateBytes,
    int retentionDays) {
  /** No log file is ever removed. */
  public static final int FOREVER = 0;

  /** What applies where nothing is configured. */
  public static final AuditSection DEFAULTS =
      new AuditSection(Fsync.INTERVAL, OnFailure.DENY, Optional.empty(), 64L << 20, 365);

  /** When the log is forced to the disk, the strictest last. */
  public enum Fsync {
    /** When the operating system sees fit. */
    NEVER,
    /** A few times a second, and before every hold and deny. */
    INTERVAL,
    /** Before every decision takes effect. */
    ALWAYS;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What happens to a message that cannot be recorded, the strictest last. */
  public enum OnFailure {
    /** It passes as ruled, unrecorded. */
    CONTINUE,
    /** It is refused. */
    DENY;

    /** How it is written in a configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  AuditSection stricter(AuditSection other, Tightening held) {
    return new AuditSection(
        held.join("audit.fsync", fsync, other.fsync, AuditSection::later),
        held.join("audit.on_failure", onFailure, other.onFailure, AuditSection::later),
        held.keep("audit.dir", directory, other.directory),
        held.keep("audit.rotate_bytes", rotateBytes, other.rotateBytes),
        held.join(
            "audit.retention_days", retentionDays, other.retentionDays, AuditSection::longer));
  }

  private static <E extends Enum<E>> E later(E a, E b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static int longer(int a, int b) {
    return a == FOREVER || b == FOREVER ? FOREVER : Math.max(a, b);
  }

  void describe(BiConsumer<String, String> out) {
    out.accept("audit.fsync", fsync.word());
    out.accept("audit.on_failure", onFailure.word());
    out.accept("audit.dir", directory.map(Path::toString).orElse("default"));
    out.accept("audit.rotate_bytes", Long.toString(rotateBytes));
    out.accept(
        "audit.retention_days",
        retentionDays == FOREVER ? "forever" : Integer.toString(retentionDays));
  }
}
