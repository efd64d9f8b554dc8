// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.Set;

/** Tells values that were drawn at random from those a person made up to fill a place. */
final class Likely {
  private static final Set<String> FILLERS =
      Set.of(
          "changeme",
          "change_me",
          "change-me",
          "password",
          "passwd",
          "secret",
          "token",
          "example",
          "placeholder",
          "redacted",
          "removed",
          "hidden",
          "masked",
          "dummy",
          "sample",
          "none",
          "null",
          "undefined",
          "true",
          "false",
          "string",
          "required",
          "optional",
          "your_password",
          "yourpassword",
          "todo",
          "fixme",
          "default",
          "unknown",
          "empty",
          "value");
  private static final String[] MARKS = {
    "example",
    "placeholder",
    "changeme",
    "change_me",
    "change-me",
    "your-",
    "your_",
    "yourtoken",
    "yourkey",
    "yourapi",
    "yoursecret",
    "insert",
    "replace",
    "dummy",
    "redacted",
    "xxxx",
    "****",
    "....",
    "0000000",
    "1234567890123456",
    "abcdefghijkl",
    "my-secret",
    "not-a-real",
    "notreal",
    "fake",
    "sample",
    "goes-here",
    "goes_here",
    "goeshere",
    "test-key",
    "testkey"
  };

  private Likely() {}

  /** Whether the value is a stand-in: a filler word, a marked example, one character repeated. */
  static boolean placeholder(byte[] text, int from, int to) {
    int limit = Math.min(to, from + 512);
    String value = Ascii.lower(text, from, limit);
    if (FILLERS.contains(value) || distinct(text, from, limit) < 4 && limit - from > 5) {
      return true;
    }
    if (2 * longestRun(text, from, limit) > limit - from) {
      return true;
    }
    for (String mark : MARKS) {
      if (value.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Shannon entropy of the bytes, in bits a byte. */
  static double entropy(byte[] text, int from, int to) {
    int[] counts = new int[256];
    for (int i = from; i < to; i++) {
      counts[text[i] & 0xFF]++;
    }
    double size = to - from;
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count / size * (Math.log(count / size) / Math.log(2));
      }
    }
    return bits;
  }

  private static int longestRun(byte[] text, int from, int to) {
    int longest = 0;
    int run = 0;
    for (int i = from; i < to; i++) {
      run = i > from && text[i] == text[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static int distinct(byte[] text, int from, int to) {
    boolean[] seen = new boolean[256];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!seen[text[i] & 0xFF]) {
        seen[text[i] & 0xFF] = true;
        count++;
      }
    }
    return count;
  }
}
