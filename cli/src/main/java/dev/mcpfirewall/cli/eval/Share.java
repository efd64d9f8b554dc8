// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.eval;

import java.util.Locale;

/**
 * So many of so many.
 *
 * @param all not negative
 */
record Share(int hits, int all) {
  private static final double Z = 1.959963984540054;

  /** In percent; 0 of nothing. */
  double percent() {
    return all == 0 ? 0 : 100.0 * hits / all;
  }

  /** The lower end of the 95 % Wilson interval, in percent. */
  double lower() {
    return all == 0 ? 0 : 100 * Math.max(0, middle() - half());
  }

  /** The upper end of the 95 % Wilson interval, in percent. */
  double upper() {
    return all == 0 ? 100 : 100 * Math.min(1, middle() + half());
  }

  private double middle() {
    double p = (double) hits / all;
    return (p + Z * Z / (2 * all)) / (1 + Z * Z / all);
  }

  private double half() {
    double p = (double) hits / all;
    return Z * Math.sqrt(p * (1 - p) / all + Z * Z / (4.0 * all * all)) / (1 + Z * Z / all);
  }

  /** {@code 93.1% [91.0, 94.8]}. */
  String words() {
    return all == 0
        ? "-"
        : String.format(Locale.ROOT, "%5.1f%% [%.1f, %.1f]", percent(), lower(), upper());
  }
}
