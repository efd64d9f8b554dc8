// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * A file that is only ever appended to. The one door to the disk, so that tests can make it fail.
 */
interface LogFile extends Closeable {
  /** Appends {@code array[from, to)}: all of it, or part of it and an exception. */
  void write(byte[] array, int from, int to) throws IOException;

  /** Cuts the file to this length; what is written next follows there. */
  void truncate(long length) throws IOException;

  /** Waits until the disk has it. On a closed file, which was synced before, nothing happens. */
  void sync() throws IOException;

  /** Makes new files. */
  @FunctionalInterface
  interface Opener {
    /** On the real disk. */
    Opener DISK = Disk::new;

    /**
     * Makes an empty, owner-only file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is there
     */
    LogFile create(Path path) throws IOException;
  }

  /**
   * A file on disk, marked as being written to by a lock.
   *
   * <p>Not a {@code FileChannel}: that is closed for everybody when a thread that writes to it is
   * interrupted.
   */
  final class Disk implements LogFile {
    private final RandomAccessFile file;
    private final Path path;
    private boolean entrySynced;
    private boolean closed;

    private Disk(Path path) throws IOException {
      OwnerOnly.newFile(path);
      this.path = path;
      this.file = new RandomAccessFile(path.toFile(), "rw");
      tryLock(file);
    }

    /** Whether some process is writing to the file. */
    static boolean isBeingWritten(Path path) throws IOException {
      try (RandomAccessFile probe = new RandomAccessFile(path.toFile(), "rw")) {
        return !tryLock(probe);
      }
    }

    // Far behind any content: on Windows a lock keeps others from reading what it covers.
    private static boolean tryLock(RandomAccessFile file) throws IOException {
      try {
        FileLock lock = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
        return lock != null;
      } catch (OverlappingFileLockException e) {
        return false;
      }
    }

    @Override
    public void write(byte[] array, int from, int to) throws IOException {
      file.write(array, from, to - from);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.setLength(length);
      file.seek(length);
    }

    @Override
    public synchronized void sync() throws IOException {
      if (closed) {
        return;
      }
      file.getFD().sync();
      if (!entrySynced) {
        OwnerOnly.syncDirectoryOf(path);
        entrySynced = true;
      }
    }

    @Override
    public synchronized void close() throws IOException {
      closed = true;
      file.close();
    }
  }
}
