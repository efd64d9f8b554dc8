// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.pipeline.Asked;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of one side that have no answer yet. Bounded: at the bound the oldest is forgotten,
 * and its answer, should it still come, is refused as an answer to nothing. Safe for use by any
 * thread.
 */
final class InFlight {
  /** More requests than this in flight are no longer a conversation. */
  static final int MOST = 65_536;

  private static final int MOST_CANCELLED = 256;

  /** A request as it waits. */
  record Waiting(Id id, Asked asked) {}

  // Both guarded by this.
  private final Map<Id, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Id, Waiting> cancelled = new LinkedHashMap<>();

  /** Notes a request; false if one with the same id is still waiting. */
  synchronized boolean ask(Id id, Asked asked) {
    cancelled.remove(id);
    if (waiting.putIfAbsent(id, new Waiting(id, asked)) != null) {
      return false;
    }
    dropOldest(waiting, MOST);
    return true;
  }

  /**
   * Takes out the request that an answer with this id belongs to. A string of digits also finds the
   * request with that number and back, as lenient peers do, so that no spelling of an id escapes
   * the checks of its method.
   */
  synchronized Optional<Waiting> answer(Id id) {
    return take(id).or(() -> take(id.twin()));
  }

  /** What an answer with this id would belong to; nothing is taken out. */
  synchronized Optional<Waiting> peek(Id id) {
    return Optional.ofNullable(waiting.get(id))
        .or(() -> Optional.ofNullable(waiting.get(id.twin())));
  }

  /** The request is not waited for any more; an answer that has already left still finds it. */
  synchronized void cancel(Id id) {
    Waiting gone = waiting.remove(id);
    if (gone != null) {
      cancelled.put(gone.id(), gone);
      dropOldest(cancelled, MOST_CANCELLED);
    }
  }

  /** Takes out everything that waits, the oldest first. */
  synchronized List<Waiting> drain() {
    List<Waiting> all = new ArrayList<>(waiting.values());
    waiting.clear();
    cancelled.clear();
    return all;
  }

  /** Whether nothing waits. */
  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  private Optional<Waiting> take(Id id) {
    Waiting found = waiting.remove(id);
    return Optional.ofNullable(found != null ? found : cancelled.remove(id));
  }

  private static void dropOldest(Map<Id, Waiting> map, int most) {
    if (map.size() > most) {
      Iterator<Waiting> oldest = map.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
