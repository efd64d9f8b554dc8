// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.history;

import dev.mcpfirewall.decision.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a session is in each chain. For every number of steps it keeps the start of the latest
 * sequence that has done so many: any earlier one runs out sooner. Guarded by its owner.
 */
final class Chains {
  /** A policy has this many chains at most that are followed; a call that is beyond is refused. */
  static final int MOST = 4_096;

  /** The longest chain that is followed; likewise. */
  static final int MOST_STEPS = 256;

  private final Map<String, Progress> byName = new HashMap<>();

  private static final class Progress {
    private @Nullable Instant[] starts = new Instant[4];
    private Duration within = Duration.ZERO;

    private @Nullable Instant start(int step) {
      return step < starts.length ? starts[step] : null;
    }

    private void set(int step, Instant start) {
      if (step >= starts.length) {
        starts = java.util.Arrays.copyOf(starts, Math.max(step + 1, starts.length * 2));
      }
      Instant known = starts[step];
      if (known == null || start.isAfter(known)) {
        starts[step] = start;
      }
    }

    private boolean inTime(@Nullable Instant start, Instant now) {
      return start != null && Duration.between(start, now).compareTo(within) <= 0;
    }
  }

  /**
   * A call has passed that is these steps. One call is no two steps of one sequence, so the later
   * steps are entered first.
   *
   * @throws IllegalStateException at the bounds
   */
  void done(Collection<Mark.Step> steps, Instant now) {
    steps.stream()
        .sorted(java.util.Comparator.comparingInt(Mark.Step::step).reversed())
        .forEach(step -> done(step, now));
  }

  private void done(Mark.Step step, Instant now) {
    if (step.step() < 1 || step.step() > MOST_STEPS) {
      throw new IllegalStateException("a chain has more steps than are followed");
    }
    Progress progress = byName.get(step.chain());
    if (progress == null) {
      if (byName.size() == MOST) {
        throw new IllegalStateException("there are more chains than are followed");
      }
      progress = new Progress();
      byName.put(step.chain(), progress);
    }
    progress.within = step.within();
    if (step.step() == 1) {
      progress.set(1, now);
      return;
    }
    Instant start = progress.start(step.step() - 1);
    if (start != null && progress.inTime(start, now)) {
      progress.set(step.step(), start);
    }
  }

  /** For each chain the most steps that one sequence in time has done; absent for none. */
  Map<String, Integer> reached(Instant now) {
    Map<String, Integer> reached = new TreeMap<>();
    byName.forEach((name, progress) -> {
      for (int step = progress.starts.length - 1; step > 0; step--) {
        if (progress.inTime(progress.starts[step], now)) {
          reached.put(name, step);
          return;
        }
      }
    });
    return reached;
  }
}
