// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something made when it is first asked for. Thread-safe. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> work;
  private volatile @Nullable T made;

  Once(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public T get() {
    T known = made;
    if (known == null) {
      synchronized (this) {
        known = made;
        if (known == null) {
          known = work.get();
          made = known;
        }
      }
    }
    return known;
  }
}
