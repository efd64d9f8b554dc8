// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.pattern;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what is dear to make, up to a number of entries: a new one drives out any other.
 * Thread-safe without a lock for what is there already. What {@code make} throws is passed on and
 * not kept.
 */
public final class BoundedCache<K, V> {
  private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
  private final int limit;

  /** An empty cache of at most about {@code limit} entries (two threads may overshoot by one). */
  public BoundedCache(int limit) {
    this.limit = limit;
  }

  /** The value of a key, made where it is not there. */
  public V get(K key, Function<? super K, ? extends V> make) {
    V known = entries.get(key);
    if (known != null) {
      return known;
    }
    V made = make.apply(key);
    if (entries.size() >= limit) {
      Iterator<K> any = entries.keySet().iterator();
      if (any.hasNext()) {
        any.next();
        any.remove();
      }
    }
    entries.put(key, made);
    return made;
  }

  int size() {
    return entries.size();
  }
}
