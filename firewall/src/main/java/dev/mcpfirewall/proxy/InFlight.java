// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.proxy;

import dev.mcpfirewall.mcp.Id;
import dev.mcpfirewall.pipeline.Asked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Longer ids are known by their digest. */
  private static final int LONGEST_ID = 64;

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
  // Ids of cancelled requests. INVARIANT: holds those of `cancelled` and more. One takes no more
  // room than another, so nobody makes it forget one by sending long ones.
  private final Set<Id> retired = new LinkedHashSet<>();

  /**
   * Notes a request; false if an answer with its id could be taken for another's: one with the same
   * id, or its {@linkplain Id#twin twin}, still waits, or was cancelled and may be answered yet.
   */
  synchronized boolean ask(Id id, Asked asked) {
    if (isWaiting(id) || retired.contains(key(id)) || retired.contains(key(id.twin()))) {
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
    waiting
        .take(id)
        .ifPresent(one -> {
          cancelled.add(one);
          retire(key(id));
        });
  }

  private void retire(Id id) {
    retired.add(id);
    if (retired.size() > MOST) {
      Iterator<Id> oldest = retired.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** An id of bounded size for each. */
  private static Id key(Id id) {
    return switch (id) {
      case Id.NumberId number -> new Id.NumberId(number.compared(), number.compared());
      case Id.TextId text when text.text().length() <= LONGEST_ID -> text;
      case Id.TextId text -> new Id.TextId(digest(text.text()));
    };
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      // Longer than any id that stands for itself.
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes out everything that waits, the oldest first. */
  synchronized List<Waiting> drain() {
    List<Waiting> all = new ArrayList<>(waiting.byId.values());
    waiting.clear();
    cancelled.clear();
    retired.clear();
    return all;
  }

  /** Whether nothing waits. */
  synchronized boolean isEmpty() {
    return waiting.byId.isEmpty();
  }

  private Optional<Waiting> take(Id id) {
    Optional<Waiting> found = waiting.take(id);
    if (found.isEmpty()) {
      found = cancelled.take(id);
      found.ifPresent(one -> retired.remove(key(id)));
    }
    return found;
  }
}
