// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Random;

/**
 * A value drawn from a shape's spelling.
 *
 * @param whole all of it
 * @param secret what stands behind the parenthesis
 */
record ShapeSample(String whole, String secret) {
  static ShapeSample of(String shape, Random random) {
    StringBuilder drawn = new StringBuilder();
    int secret = 0;
    int at = 0;
    while (at < shape.length()) {
      if (shape.charAt(at) == '(') {
        secret = drawn.length();
        at++;
        continue;
      }
      StringBuilder kinds = new StringBuilder();
      at = kinds(shape, at, kinds);
      int least = 1;
      if (at < shape.length() && shape.charAt(at) == '?') {
        least = 0;
        at++;
      } else if (at < shape.length() && shape.charAt(at) == '{') {
        int end = shape.indexOf('}', at);
        String counts = shape.substring(at + 1, end);
        least = Integer.parseInt(counts.split(",", -1)[0]);
        at = end + 1;
      }
      for (int i = 0; i < least; i++) {
        drawn.append(kinds.charAt(random.nextInt(kinds.length())));
      }
    }
    return new ShapeSample(drawn.toString(), drawn.substring(secret));
  }

  private static int kinds(String shape, int from, StringBuilder kinds) {
    int at = from;
    char c = shape.charAt(at++);
    if (c == '\\') {
      kinds.append(shape.charAt(at++));
    } else if (c != '[') {
      kinds.append(c);
    } else {
      while (shape.charAt(at) != ']') {
        char low = shape.charAt(at++);
        boolean range = shape.charAt(at) == '-' && shape.charAt(at + 1) != ']';
        char high = range ? shape.charAt(at + 1) : low;
        at += range ? 2 : 0;
        for (char k = low; k <= high; k++) {
          kinds.append(k);
        }
      }
      at++;
    }
    return at;
  }
}
