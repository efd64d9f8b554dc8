// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Confirms with a regular expression (RE2/J, linear) on a window around the keyword, compiled when
 * its keyword is first met. Group 1, where there is one, is the match.
 */
final class PatternFinder implements Finder {
  private final Rule rule;
  private final String spelling;
  private final int before;
  private final int after;
  private final double entropy;
  private volatile @Nullable Pattern pattern;

  /**
   * @param before how far before the keyword a match may begin
   * @param after how far behind the keyword a match may end
   */
  PatternFinder(Rule rule, String spelling, int before, int after, double entropy) {
    this.rule = rule;
    this.spelling = spelling;
    this.before = before;
    this.after = after;
    this.entropy = entropy;
  }

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    // Twice the reach is searched, so that keywords in the first half need no search of their own.
    int from = Math.max(scan.from(), keywordStart - before - 1);
    int to = (int) Math.min(scan.to(), (long) keywordEnd + 2L * after);
    if (!scan.fuel().take(to - from)) {
      // Fail closed: what can't be afforded to be told apart counts as what it looks like.
      scan.report(rule, keywordStart, keywordEnd);
      return scan.to();
    }
    Matcher matcher = compiled().matcher(Arrays.copyOfRange(scan.text(), from, to));
    int at = 0;
    while (matcher.find(at)) {
      int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
      int start = from + matcher.start(group);
      int end = from + matcher.end(group);
      if (rule.topic() != Topic.SECRET || drawn(scan.text(), start, end)) {
        scan.report(rule, start, end);
      }
      at = Math.max(matcher.end(), at + 1);
      if (at >= to - from) {
        break;
      }
    }
    return keywordStart + after;
  }

  private boolean drawn(byte[] text, int from, int end) {
    return !Likely.placeholder(text, from, end)
        && (entropy == 0 || Likely.entropy(text, from, end) >= entropy);
  }

  private Pattern compiled() {
    Pattern known = pattern;
    if (known == null) {
      known = Pattern.compile(spelling);
      pattern = known;
    }
    return known;
  }
}
