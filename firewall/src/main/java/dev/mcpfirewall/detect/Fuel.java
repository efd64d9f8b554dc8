// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/**
 * What one scan may spend on regular expressions, in proportion to its text, so that a text made of
 * keywords costs no more a byte than any other. For one thread.
 */
final class Fuel {
  private static final long FLOOR = 65_536;
  private static final int A_BYTE = 4;

  private long left;
  private long steps;

  Fuel(int size) {
    this.left = FLOOR + (long) A_BYTE * size;
  }

  /** Takes {@code bytes} if there is as much left. */
  boolean take(int bytes) {
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    steps += bytes;
    return true;
  }

  /** Counts one keyword looked at. */
  void step() {
    steps++;
  }

  /** Keywords looked at, and bytes given to regular expressions. */
  long steps() {
    return steps;
  }
}
