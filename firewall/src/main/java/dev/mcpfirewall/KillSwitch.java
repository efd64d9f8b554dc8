// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether everything is to be stopped: a file that any process of the user can make, or {@link
 * #throwIt}. The file is looked for at most every 20 ms, when a message is judged; nothing runs in
 * between. Safe for use by any thread.
 */
public final class KillSwitch implements BooleanSupplier {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path file;
  private final LongSupplier nanoTime;
  private volatile boolean thrown;
  private volatile boolean there;
  private volatile long lookedAt;

  /** On while {@code file} exists. */
  public KillSwitch(Path file) {
    this(file, System::nanoTime);
  }

  KillSwitch(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong() - FRESH_NANOS;
  }

  /** Turns it on for this process, until it ends. */
  public void throwIt() {
    thrown = true;
  }

  @Override
  public boolean getAsBoolean() {
    if (thrown) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= FRESH_NANOS) {
      // A file that can't be looked at may be there: notExists is true only when it surely is not.
      there = !Files.notExists(file);
      lookedAt = now;
    }
    return there;
  }
}
