package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
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
  private @Nullable SigningKey key;
  private FileTime keyChanged = FileTime.fromMillis(0);

  Sealer(AuditSettings settings, ChainWriter writer, Lock lock, InstantSource clock) {
    this.settings = settings;
    this.writer = writer;
    this.lock = lock;
    this.clock = clock;
    this.keys = AuditKeys.in(settings.keys());
  }

  /** Signs the chain up to {@code of} and adds the seal as a line. */
  void seal(Chain.Mark of) throws IOException {
    SigningKey signer = signer();
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
    lock.lock();
    Chain.Mark at = writer.committed();
    String name = String.valueOf(writer.path().getFileName());
    lock.unlock();
    if (sync) {
      file.sync();
    }
    Head.sign(writer.name(), name, at, closing, clock.instant(), signer())
        .write(settings.heads(), sync);
  }

  /** Begins a new file where size or day ask for it. */
  void rotateIfDue() throws IOException {
    SigningKey signer = signer();
    lock.lock();
    try {
      if (writer.isRotationDue(clock.instant())) {
        writer.rotate(clock.instant(), signer);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The key to sign with; where it was replaced on disk, the old one first says so in the chain. */
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
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("key", next);
    members.put("old", old);
    members.put("public", now.open().base64());
    members.put(
        "sig",
        before.sign(Statement.handover(writer.name(), old, next, now.open().base64())));
    lock.lock();
    try {
      writer.line("key", clock.instant(), members);
      writer.commit();
    } finally {
      lock.unlock();
    }
  }
}
