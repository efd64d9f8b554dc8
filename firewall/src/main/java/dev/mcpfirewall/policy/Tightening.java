// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.policy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Joins two policies value by value, and notes which values of the second were looser. */
final class Tightening {
  private final Set<String> heldBack = new LinkedHashSet<>();

  /** The stricter of both; {@code key} is noted if that is not simply the candidate. */
  <T> T join(String key, T base, T candidate, BinaryOperator<T> stricter) {
    T joined = stricter.apply(base, candidate);
    if (!joined.equals(candidate)) {
      heldBack.add(key);
    }
    return joined;
  }

  /** For values that are neither strict nor lax: the base's stays. */
  <T> T keep(String key, T base, T candidate) {
    return join(key, base, candidate, (b, c) -> b);
  }

  /** The keys whose candidate would have been looser. */
  Set<String> heldBack() {
    return heldBack;
  }
}
