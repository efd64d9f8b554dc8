// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import org.jspecify.annotations.Nullable;

/** Confirms a token by its {@link Shape}, and that it looks drawn at random where a rule asks. */
final class ShapeFinder implements Finder {
  private final Rule rule;
  private final String spelling;
  private final double entropy;
  private volatile @Nullable Shape shape;

  ShapeFinder(Rule rule, String spelling, double entropy) {
    this.rule = rule;
    this.spelling = spelling;
    this.entropy = entropy;
  }

  private Shape shape() {
    Shape known = shape;
    if (known == null) {
      known = Shape.of(spelling);
      shape = known;
    }
    return known;
  }

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    Shape form = shape();
    int end = form.end(text, keywordStart, scan.to());
    if (end < 0) {
      return keywordStart + 1;
    }
    int start = form.start(text, keywordStart, scan.from());
    if (start < 0) {
      return end;
    }
    int secret = form.secret(text, start, end);
    if (!Likely.placeholder(text, secret, end) && drawn(text, Math.max(secret, keywordEnd), end)) {
      scan.report(rule, secret, end);
    }
    return end;
  }

  private boolean drawn(byte[] text, int from, int end) {
    return entropy == 0 || end <= from || Likely.entropy(text, from, end) >= entropy;
  }
}
