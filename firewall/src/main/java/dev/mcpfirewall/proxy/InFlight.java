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

  /** Ids and names have no longest form: so many characters of them are kept. */
  static final int MOST_TEXT = 4 << 20;

  private static final int MOST_CANCELLED = 256;

  /** A request as it waits. */
  record Waiting(Id id, Asked asked) {
    int text() {
      return id.literal().length()
          + asked.method().length()
          + asked.tool().map(String::length).orElse(0);
    }
  }

  /** Requests in the order in which they came, with a bound on their number and their text. */
  private static final class Kept {
    private final Map<Id, Waiting> byId = new LinkedHashMap<>();
    private final int most;
    private long text;

    Kept(int most) {
      this.most = most;
    }

    void add(Waiting one) {
      text += one.text();
      byId.put(one.id(), one);
      Iterator<Waiting> oldest = byId.values().iterator();
      while (byId.size() > most || text > MOST_TEXT && byId.size() > 1) {
        text -= oldest.next().text();
        oldest.remove();
      }
    }

    Optional<Waiting> take(Id id) {
      Optional<Waiting> gone = Optional.ofNullable(byId.remove(id));
      gone.ifPresent(one -> text -= one.text());
      return gone;
    }

    void clear() {
      byId.clear();
      text = 0;
    }
  }

  // Both guarded by this.
  private final Kept waiting = new Kept(MOST);
  private final Kept cancelled = new Kept(MOST_CANCELLED);

  /** Notes a request; false if one with the same id is still waiting. */
  synchronized boolean ask(Id id, Asked asked) {
    cancelled.take(id);
    if (waiting.byId.containsKey(id)) {
      return false;
    }
    waiting.add(new Waiting(id, asked));
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

  /** Whether an answer with this id would find a request that waits. */
  synchronized boolean isWaiting(Id id) {
    return waiting.byId.containsKey(id) || waiting.byId.containsKey(id.twin());
  }

  /** The request is not waited for any more; an answer that has already left still finds it. */
  synchronized void cancel(Id id) {
    waiting.take(id).ifPresent(cancelled::add);
  }

  /** Takes out everything that waits, the oldest first. */
  synchronized List<Waiting> drain() {
    List<Waiting> all = new ArrayList<>(waiting.byId.values());
    waiting.clear();
    cancelled.clear();
    return all;
  }

  /** Whether nothing waits. */
  synchronized boolean isEmpty() {
    return waiting.byId.isEmpty();
  }

  private Optional<Waiting> take(Id id) {
    return waiting.take(id).or(() -> cancelled.take(id));
  }
}
