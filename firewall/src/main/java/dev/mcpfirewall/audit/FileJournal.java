// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.Journal;
import dev.mcpfirewall.decision.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The record in files: one chain of its own for each journal, so that any number of processes write
 * side by side. {@link #append} composes and hashes the lines and hands them to the operating
 * system with one write; one daemon thread signs, syncs, keeps the head and rotates. Every line is
 * sealed at once where the last seal is older than 200 ms, else when 200 ms or 256 events have
 * passed.
 *
 * <p>Holds and denies are synced before append returns, all events under {@code fsync: always},
 * none under {@code never}. Safe for use by any thread; {@code lock} guards the writer and every
 * mutable field, {@code sealing} keeps two seals from being made at once and is taken first.
 */
public final class FileJournal implements Journal {
  private static final int FLUSH_EVENTS = 256;
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AuditSettings settings;
  private final InstantSource clock;
  private final ChainWriter writer;
  private final Sealer sealer;
  private final ReentrantLock sealing = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();

  private int unsealed = 1;
  private boolean checkpointWanted;
  private boolean headBehind;
  private boolean idle;
  private boolean closed;
  private long lastSeal = System.nanoTime();
  private long lastCheckpoint = lastSeal;
  private long lost;
  private String lostBecause = "";
  private @Nullable Exception trouble;

  private FileJournal(AuditSettings settings, InstantSource clock, ChainWriter writer) {
    this.settings = settings;
    this.clock = clock;
    this.writer = writer;
    this.sealer = new Sealer(settings, writer, lock, clock);
  }

  /**
   * Begins a new chain. Quick: no key is read here.
   *
   * @param server the server's name, part of the file's name
   * @param session the session's unique name, likewise
   * @throws JournalException if the log cannot be begun
   */
  public static FileJournal open(
      AuditSettings settings, String server, String session, InstantSource clock) {
    FileJournal journal = open(settings, server, session, clock, LogFile.Opener.DISK);
    Thread.ofPlatform().daemon().name("mcp-firewall-audit").start(journal::work);
    return journal;
  }

  /** Without the thread, for tests that seal when they want to. */
  static FileJournal open(
      AuditSettings settings,
      String server,
      String session,
      InstantSource clock,
      LogFile.Opener opener) {
    try {
      return new FileJournal(
          settings, clock, ChainWriter.open(settings, server, session, clock.instant(), opener));
    } catch (IOException e) {
      throw failure("the audit log cannot be begun in `" + settings.directory() + "`", e);
    }
  }

  /** The file that is being written to. */
  public Path file() {
    lock.lock();
    try {
      return writer.path();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void append(List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    LogFile file;
    lock.lock();
    try {
      refuseInTrouble(events.size());
      write(events);
      file = writer.file();
      unsealed += events.size();
      if (idle || (unsealed >= FLUSH_EVENTS && unsealed - events.size() < FLUSH_EVENTS)) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
    if (settings.fsync().isAwaited(events)) {
      sync(file);
    }
  }

  // Caller holds the lock.
  private void refuseInTrouble(int count) {
    if (closed) {
      throw failure(
          "the audit log `" + writer.path() + "` is closed", new IllegalStateException("closed"));
    }
    Exception before = trouble;
    if (before != null) {
      lose(count, before);
      throw failure("the audit log `" + writer.path() + "` cannot be secured", before);
    }
  }

  // Caller holds the lock.
  private void write(List<Event> events) {
    try {
      noteGap();
      for (int i = 0; i < events.size(); i++) {
        writer.event(events.get(i));
      }
      writer.commit();
      lost = 0;
    } catch (IOException | RuntimeException e) {
      lose(events.size(), e);
      throw failure("the audit log `" + writer.path() + "` cannot be written", e);
    } catch (Error e) {
      lose(events.size(), new IOException(e.getClass().getSimpleName()));
      throw e;
    }
  }

  // Caller holds the lock, commits, and then sets lost to 0.
  private void noteGap() {
    if (lost > 0) {
      NavigableMap<String, Object> gap = new TreeMap<>();
      gap.put("events", lost);
      gap.put("reason", lostBecause);
      writer.line("gap", clock.instant(), gap);
    }
  }

  // Caller holds the lock.
  private void lose(int count, Exception cause) {
    writer.discard();
    lost += count;
    lostBecause = reason(cause);
  }

  private void sync(LogFile file) {
    try {
      file.sync();
    } catch (IOException e) {
      trouble(e);
      throw failure("the audit log `" + file() + "` cannot be synced to disk", e);
    }
    lock.lock();
    try {
      checkpointWanted = true;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    while (awaitWork()) {
      try {
        flush();
      } catch (JournalException | Error e) {
        // Whatever it is: without this thread nothing would be signed any more.
        ChainWriter.log(System.Logger.Level.WARNING, "{0}", String.valueOf(e.getMessage()));
        awaitRetry();
      }
    }
  }

  /** Returns when a seal is due, or false when the journal is closed. */
  private boolean awaitWork() {
    lock.lock();
    try {
      while (!closed) {
        long left = nanosLeft(System.nanoTime());
        if (left <= 0 || unsealed >= FLUSH_EVENTS) {
          return true;
        }
        idle = unsealed == 0;
        awaitNanos(left);
        idle = false;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  // Caller holds the lock.
  private long nanosLeft(long now) {
    if (unsealed > 0) {
      return lastSeal + FLUSH_NANOS - now;
    }
    return headBehind ? lastCheckpoint + CHECKPOINT_NANOS - now : Long.MAX_VALUE;
  }

  private void awaitRetry() {
    lock.lock();
    try {
      if (!closed) {
        awaitNanos(FLUSH_NANOS);
      }
    } finally {
      lock.unlock();
    }
  }

  // The callers look again at what they wait for, and a retry may come early.
  @SuppressWarnings("WaitNotInLoop")
  private void awaitNanos(long nanos) {
    try {
      work.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // Nobody but us has this thread; an interrupt asks for nothing here.
      ChainWriter.log(System.Logger.Level.DEBUG, "{0}", e);
    }
  }

  /**
   * Seals what is unsealed, and where it is time syncs, writes the head and rotates.
   *
   * @throws JournalException if one of these failed; until one succeeds, append refuses
   */
  void flush() {
    sealing.lock();
    try {
      if (!isClosed()) {
        seal(false);
      }
    } finally {
      sealing.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  // Caller holds sealing.
  private void seal(boolean closing) {
    Due due = due(closing);
    try {
      if (due.lines > 0 || closing) {
        sealer.seal();
      }
      if (due.checkpoint) {
        sealer.checkpoint(due.file, closing);
      }
      if (!closing) {
        sealer.rotateIfDue();
        sealer.retireIfDue();
      }
      sealed(due);
    } catch (IOException | RuntimeException e) {
      trouble(e);
      throw failure("the audit log `" + file() + "` cannot be sealed", e);
    } catch (Error e) {
      trouble(new IOException(e.getClass().getSimpleName()));
      throw e;
    }
  }

  /** What one seal has to do. */
  private record Due(LogFile file, int lines, boolean checkpoint) {}

  private Due due(boolean closing) {
    lock.lock();
    try {
      boolean checkpoint =
          closing || checkpointWanted || System.nanoTime() - lastCheckpoint >= CHECKPOINT_NANOS;
      return new Due(writer.file(), unsealed, checkpoint);
    } finally {
      lock.unlock();
    }
  }

  private void trouble(Exception cause) {
    lock.lock();
    try {
      writer.discard();
      trouble = cause;
      checkpointWanted = true;
    } finally {
      lock.unlock();
    }
  }

  private void sealed(Due due) {
    lock.lock();
    try {
      trouble = null;
      unsealed -= due.lines;
      lastSeal = System.nanoTime();
      headBehind = !due.checkpoint;
      if (due.checkpoint) {
        checkpointWanted = false;
        lastCheckpoint = lastSeal;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws JournalException if what is left could not be signed or synced; the file is released
   *     all the same
   */
  @Override
  public void close() {
    sealing.lock();
    try {
      if (begunToClose()) {
        seal(true);
      }
    } finally {
      release();
      sealing.unlock();
    }
  }

  private boolean begunToClose() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      work.signalAll();
      noteGap();
      writer.line("end", clock.instant(), new TreeMap<>());
      writer.commit();
      return true;
    } catch (IOException e) {
      throw failure("the audit log `" + writer.path() + "` cannot be ended", e);
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    lock.lock();
    try {
      writer.file().close();
    } catch (IOException e) {
      ChainWriter.log(System.Logger.Level.WARNING, "the audit log was not closed in order: {0}", e);
    } finally {
      lock.unlock();
    }
  }

  private static JournalException failure(String what, Exception cause) {
    return new JournalException(
        what
            + ": "
            + reason(cause)
            + "\n  help: free space on that disk or correct the permissions, or choose another"
            + " place with `audit.directory`; messages pass again as soon as they can be recorded",
        cause);
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
