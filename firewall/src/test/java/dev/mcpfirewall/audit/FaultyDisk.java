// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.audit;

import java.io.IOException;
import java.nio.file.Path;

/** The real disk, save that its n-th operation fails, and those after it while it is broken. */
final class FaultyDisk implements LogFile.Opener {
  private final long failing;
  private final int times;
  private final boolean half;
  private final boolean memory;
  private long count;

  /**
   * @param failing number of the first operation that fails, 1 for the first
   * @param times how many operations fail in a row
   * @param half whether a failing write writes half of it first
   */
  FaultyDisk(long failing, int times, boolean half) {
    this(failing, times, half, false);
  }

  private FaultyDisk(long failing, int times, boolean half, boolean memory) {
    this.failing = failing;
    this.times = times;
    this.half = half;
    this.memory = memory;
  }

  /** The n-th operation, and those after it, fail for lack of memory; writes do so half-way. */
  static FaultyDisk withoutMemory(long failing, int times) {
    return new FaultyDisk(failing, times, true, true);
  }

  /** Whether the fault was met. */
  boolean hasFailed() {
    return count >= failing;
  }

  private boolean fails() {
    count++;
    return count >= failing && count < failing + times;
  }

  private void step(String what) throws IOException {
    if (fails()) {
      throw fault(what);
    }
  }

  private IOException fault(String what) {
    if (memory) {
      throw new OutOfMemoryError("as it were");
    }
    return new IOException("No space left on device (" + what + ")");
  }

  @Override
  public LogFile create(Path path) throws IOException {
    step("create");
    LogFile real = LogFile.Opener.DISK.create(path);
    return new LogFile() {
      @Override
      public void write(byte[] array, int from, int to) throws IOException {
        if (fails()) {
          if (half) {
            real.write(array, from, from + (to - from) / 2);
          }
          throw fault("write");
        }
        real.write(array, from, to);
      }

      @Override
      public void truncate(long length) throws IOException {
        step("truncate");
        real.truncate(length);
      }

      @Override
      public void sync() throws IOException {
        // Not really synced: no power is cut here, and hundreds of syncs take their time.
        step("sync");
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }
}
