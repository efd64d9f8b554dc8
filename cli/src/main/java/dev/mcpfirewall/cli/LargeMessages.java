// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import dev.mcpfirewall.decision.Event;
import dev.mcpfirewall.decision.EventSink;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives memory back after large messages. Their bytes go straight to the old generation, which the
 * serial collector leaves alone until the whole heap is full: without this, 60 calls of 1 MB leave
 * a heap of 290 MB of which 10 are in use.
 */
final class LargeMessages implements EventSink {
  private static final long LARGE = 64 * 1024;
  private static final long ENOUGH = 16 << 20;

  private final EventSink next;
  private final AtomicLong passed = new AtomicLong();

  /** Passes every event on. */
  LargeMessages(EventSink next) {
    this.next = next;
  }

  @Override
  public void accept(Event event) {
    next.accept(event);
    if (event instanceof Event.Decided decided
        && decided.what().size() >= LARGE
        && passed.addAndGet(decided.what().size()) >= ENOUGH) {
      passed.set(0);
      Thread.ofPlatform().daemon().name("collect").start(System::gc);
    }
  }
}
