// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.text.Glyphs;
import java.text.Normalizer;

/**
 * Reads disguised ASCII as ASCII: compatibility forms (full width, mathematical, circled), accents,
 * look-alike letters of other scripts; characters that show nothing are left out, tag characters
 * read as what they tag. Everything else stays as it is.
 *
 * <p>Uses the JDK's NFKD a code point at a time and remembers the answers a page at a time. ICU's
 * full table of look-alikes is not loaded: its cost at start-up was not weighed against it yet.
 */
final class Normaliser {
  private static final long KEEP = 1L << 60;
  private static final long DROP = 2L << 60;
  private static final long KNOWN = 3L << 60;
  private static final int LONGEST = 7;

  private final long[][] pages = new long[256][];

  /**
   * The text undisguised, less what stands far from any disguise; {@code text} itself where it
   * holds none.
   */
  TextView normalise(TextView text) {
    byte[] bytes = text.bytes();
    int to = text.to();
    byte[] letters = new byte[LONGEST];
    TextView.Builder builder = new TextView.Builder(text, 64);
    int kept = text.from();
    int at = kept;
    boolean changed = false;
    boolean tagged = false;
    while (at < to) {
      if (bytes[at] >= 0) {
        if (tagged) {
          builder.copyNear(kept, at, false);
          kept = at;
          builder.replace(at, at, ' ');
          tagged = false;
        }
        at++;
        continue;
      }
      int size = Utf8.size(bytes, at, to);
      int point = Utf8.codePoint(bytes, at, to);
      long reading = reading(point);
      if (reading != KEEP) {
        changed = true;
        builder.copyNear(kept, at, false);
        kept = at + size;
        if (!tagged && isTag(point)) {
          // What tags spell is a text of its own, not the end of the word before it.
          builder.replace(at, at, ' ');
          tagged = true;
        }
        int length = unpack(reading, letters);
        builder.replace(at, kept, letters, length);
      }
      at += size;
    }
    if (!changed) {
      return text;
    }
    builder.copyNear(kept, to, true);
    return builder.build();
  }

  private static boolean isTag(int codePoint) {
    return codePoint >= 0xE0020 && codePoint < 0xE007F;
  }

  /** The ASCII letter a single character looks like, or 0. */
  int lookalike(int codePoint) {
    long reading = reading(codePoint);
    return reading != KEEP && reading != DROP && (reading >>> 56 & 7) == 1
        ? (int) (reading & 0x7F)
        : 0;
  }

  private static int unpack(long reading, byte[] into) {
    if (reading == DROP) {
      return 0;
    }
    int length = (int) (reading >>> 56 & 7);
    for (int i = 0; i < length; i++) {
      into[i] = (byte) (reading >>> 8 * i);
    }
    return length;
  }

  private long reading(int codePoint) {
    if (codePoint >= 0x10000) {
      return compute(codePoint);
    }
    long[] page = pages[codePoint >> 8];
    if (page == null) {
      page = new long[256];
      pages[codePoint >> 8] = page;
    }
    // A race only computes the same answer twice.
    long reading = page[codePoint & 0xFF];
    if (reading == 0) {
      reading = compute(codePoint);
      page[codePoint & 0xFF] = reading;
    }
    return reading;
  }

  private static long compute(int codePoint) {
    if (Glyphs.isInvisible(codePoint)) {
      return DROP;
    }
    if (isTag(codePoint)) {
      return pack(String.valueOf((char) (codePoint - 0xE0000)));
    }
    if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
      return KEEP;
    }
    String single = Character.toString(codePoint);
    String decomposed =
        isSurrogate(codePoint) ? single : Normalizer.normalize(single, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder();
    decomposed.codePoints().forEach(point -> fold(point, folded));
    String letters = folded.toString();
    if (letters.isEmpty() && Character.getType(codePoint) == Character.NON_SPACING_MARK) {
      return Glyphs.isLatinMark(codePoint) ? DROP : KEEP;
    }
    boolean ascii = letters.chars().allMatch(c -> c < 0x80);
    return ascii && !letters.isEmpty() && letters.length() <= LONGEST ? pack(letters) : KEEP;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
  }

  private static void fold(int point, StringBuilder into) {
    if (Character.getType(point) == Character.NON_SPACING_MARK) {
      return;
    }
    int latin = Glyphs.latin(point);
    if (latin >= 0) {
      into.append((char) latin);
    } else if (Character.isSpaceChar(point)) {
      into.append(' ');
    } else {
      into.appendCodePoint(point);
    }
  }

  private static long pack(String letters) {
    long packed = KNOWN | (long) letters.length() << 56;
    for (int i = 0; i < letters.length(); i++) {
      packed |= (long) letters.charAt(i) << 8 * i;
    }
    return packed;
  }
}
