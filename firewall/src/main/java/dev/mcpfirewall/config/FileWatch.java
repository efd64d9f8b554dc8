// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sees that a file appears, changes or goes, by looking at its size, time and identity a few times
 * a second on one daemon thread. Needs nothing of the system beyond {@code stat}, and so works on
 * every file system, also on network ones and for files that do not exist yet.
 *
 * <p>The listener runs on the watching thread, one call at a time, and must not block. What it
 * throws ends nothing: the next change is told again.
 */
public final class FileWatch implements AutoCloseable {
  /** Is told of every change. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The file is not as it was.
     *
     * @param present whether it is there now; a file that cannot be looked at counts as there
     */
    void changed(boolean present);
  }

  private record Look(boolean present, long size, Optional<FileTime> time, String identity) {
    static final Look ABSENT = new Look(false, 0, Optional.empty(), "");
    static final Look HIDDEN = new Look(true, -1, Optional.empty(), "");
  }

  private final Path file;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Look last;

  private FileWatch(Path file, Listener listener) {
    this.file = file;
    this.listener = listener;
    this.last = look(file);
  }

  /**
   * Watches {@code file} from now on. The state it has now is not told: ask {@link #present}.
   *
   * @param period between two looks; more than zero
   */
  public static FileWatch start(Path file, Duration period, Listener listener) {
    FileWatch watch = new FileWatch(file, listener);
    Thread.ofPlatform()
        .daemon()
        .name("watch-" + file.getFileName())
        .start(() -> watch.run(period.toMillis()));
    return watch;
  }

  /** A watch that looks only when told to, by {@link #poll}. */
  static FileWatch idle(Path file, Listener listener) {
    return new FileWatch(file, listener);
  }

  /** Whether the file was there at the last look; true also if it could not be looked at. */
  public boolean present() {
    return last.present();
  }

  private void run(long millis) {
    try {
      while (!closed.await(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
        poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once. */
  void poll() {
    Look now = look(file);
    if (now.equals(last)) {
      return;
    }
    last = now;
    try {
      listener.changed(now.present());
    } catch (RuntimeException e) {
      System.getLogger(FileWatch.class.getName())
          .log(System.Logger.Level.ERROR, "a listener failed on a change of " + file, e);
    }
  }

  private static Look look(Path file) {
    // Asked first because it is the common case by far, and throws nothing.
    if (Files.notExists(file)) {
      return Look.ABSENT;
    }
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(
          true, seen.size(), Optional.of(seen.lastModifiedTime()), String.valueOf(seen.fileKey()));
    } catch (java.nio.file.NoSuchFileException e) {
      return Look.ABSENT;
    } catch (IOException e) {
      return Look.HIDDEN;
    }
  }

  /** Ends the watch; the listener is not called once a call that is under way has returned. */
  @Override
  public void close() {
    closed.countDown();
  }
}
