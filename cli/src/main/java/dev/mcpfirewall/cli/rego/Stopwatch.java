// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.rego;

import java.util.ArrayList;
import java.util.List;

/** Takes the time of one step after another. Of one thread. */
final class Stopwatch {
  private final List<Report.Member> laps = new ArrayList<>();
  private long last = System.nanoTime();

  /** The step that ends now. */
  void lap(String name) {
    long now = System.nanoTime();
    laps.add(Report.number("timer_" + name + "_ns", now - last));
    last = now;
  }

  /** The steps so far, in nanoseconds. */
  List<Report.Member> laps() {
    return laps;
  }
}
