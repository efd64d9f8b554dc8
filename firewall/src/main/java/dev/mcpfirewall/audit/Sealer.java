// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Signs a chain as it grows. Everything slow is done here, and without the lock that appending
 * takes, save for rotation. Confined to one thread at a time; guarded by the journal's {@code
 * sealing}.
 */
final class Sealer {
  private final AuditSettings settings;
  private final ChainWriter writer;
  private final Lock lock;
  private final InstantSource clock;
  private final AuditKeys keys;
  private final Retirement retirement;
  private boolean retentionDue = true;
  private Instant rotateFrom = Instant.MIN;
  private @Nullable SigningKey key;
  private FileTime keyChanged = FileTime.fromMillis(0);

  Sealer(AuditSettings settings, ChainWriter writer, Lock lock, InstantSource clock) {
    this.settings = settings;
    this.writer = writer;
    this.lock = lock;
    this.clock = clock;
    this.retirement = new Retirement(settings);
    this.keys = AuditKeys.in(settings.keys());
  }

  /** Signs the chain as it is now and adds the seal as a line; others may come in between. */
  void seal() throws IOException {
    SigningKey signer = signer();
    Chain.Mark of = committed();
    Instant now = clock.instant();
    String signature = writer.sign(of, signer, now);
    lock.lock();
    try {
      writer.seal(of, signer, signature, now);
      writer.commit();
    } finally {
      lock.unlock();
    }
  }

  /** Syncs the file and writes the head. */
  void checkpoint(LogFile file, boolean closing) throws IOException {
    boolean sync = settings.fsync() != AuditSettings.Fsync.NEVER;
    Chain.Mark at;
    String name;
    lock.lock();
    try {
      at = writer.committed();
      name = String.valueOf(writer.path().getFileName());
    } finally {
      lock.unlock();
    }
    if (sync) {
      file.sync();
    }
    Head.sign(writer.name(), name, at, closing, clock.instant(), signer())
        .write(settings.heads(), sync);
  }

  /**
   * Begins a new file where size or day ask for it. Where that cannot be done, the old file goes on
   * and it is tried again after a minute: a large file is better than none.
   */
  void rotateIfDue() throws IOException {
    SigningKey signer = signer();
    Instant now = clock.instant();
    lock.lock();
    try {
      if (!now.isBefore(rotateFrom) && writer.isRotationDue(now)) {
        writer.rotate(now, signer);
        retentionDue = true;
      }
    } catch (IOException e) {
      rotateFrom = now.plusSeconds(60);
      ChainWriter.log(
          System.Logger.Level.WARNING,
          "no new audit file could be begun: {0}",
          String.valueOf(e.getMessage()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Deletes what retention says, each only once the record of it is in the chain. Done on the first
   * call and after rotations. A failure is only a warning: nothing is lost by what is kept too
   * long.
   */
  void retireIfDue() {
    if (!retentionDue) {
      return;
    }
    retentionDue = false;
    try {
      for (Retirement.Candidate candidate : retirement.due(writer.name(), clock.instant())) {
        retire(candidate);
      }
    } catch (IOException e) {
      ChainWriter.log(
          System.Logger.Level.WARNING, "old audit files stay: {0}", String.valueOf(e.getMessage()));
    }
  }

  private void retire(Retirement.Candidate candidate) throws IOException {
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("chain", candidate.chain());
    members.put("through", candidate.through());
    members.put("whole", candidate.isWhole());
    line("retired", members);
    seal();
    if (settings.fsync() != AuditSettings.Fsync.NEVER) {
      file().sync();
    }
    if (candidate.isWhole()) {
      Files.deleteIfExists(settings.heads().resolve(candidate.chain() + Head.SUFFIX));
    }
    for (Path file : candidate.files()) {
      Files.deleteIfExists(file);
    }
  }

  private LogFile file() {
    lock.lock();
    try {
      return writer.file();
    } finally {
      lock.unlock();
    }
  }

  private Chain.Mark committed() {
    lock.lock();
    try {
      return writer.committed();
    } finally {
      lock.unlock();
    }
  }

  private void line(String kind, NavigableMap<String, Object> members) throws IOException {
    lock.lock();
    try {
      writer.line(kind, clock.instant(), members);
      writer.commit();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The key to sign with; where it was replaced on disk, the old one first says so in the chain.
   */
  private SigningKey signer() throws IOException {
    SigningKey before = key;
    FileTime changed = keys.changed();
    if (before != null && changed.equals(keyChanged)) {
      return before;
    }
    SigningKey now = keys.current();
    if (before != null && !before.open().id().equals(now.open().id())) {
      handOver(before, now);
    }
    key = now;
    keyChanged = changed;
    return now;
  }

  private void handOver(SigningKey before, SigningKey now) throws IOException {
    String old = before.open().id();
    String next = now.open().id();
    NavigableMap<String, Object> members = new TreeMap<>();
    members.put("key", next);
    members.put("old", old);
    members.put("public", now.open().base64());
    members.put(
        "sig", before.sign(Statement.handover(writer.name(), old, next, now.open().base64())));
    line("key", members);
  }
}
