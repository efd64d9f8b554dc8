// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import dev.mcpfirewall.text.Glyphs;
import java.util.List;

/**
 * Finds text hidden by its characters: tag characters, runs of characters that show nothing,
 * letters pulled apart by them, overridden direction, and words that mix ASCII with look-alikes.
 * What real writing uses (emoji sequences, joiners of Persian and Indic scripts, Hebrew marks) is
 * left alone.
 */
final class HiddenText {
  private static final Rule TAGS = rule("tag-characters", Level.CRITICAL);
  private static final Rule INVISIBLE = rule("invisible-run", Level.HIGH);
  private static final Rule SPLIT = rule("split-words", Level.HIGH);
  private static final Rule VARIATION = rule("variation-selectors", Level.CRITICAL);
  private static final Rule BIDI = rule("bidi-override", Level.HIGH);
  private static final Rule LOOKALIKE = rule("lookalike-letters", Level.MEDIUM);
  private static final Rule STYLED = rule("styled-letters", Level.MEDIUM);
  private static final int RUN = 4;
  private static final int STYLED_RUN = 12;

  private final Normaliser normaliser;

  HiddenText(Normaliser normaliser) {
    this.normaliser = normaliser;
  }

  /** The rules this finder may report. */
  static List<Rule> rules() {
    return List.of(TAGS, INVISIBLE, SPLIT, VARIATION, BIDI, LOOKALIKE, STYLED);
  }

  private static Rule rule(String name, Level level) {
    return new Rule("smuggling." + name, Topic.SMUGGLING, level, name.replace('-', '_'));
  }

  /** Reports what a text that is not all ASCII hides. */
  void find(Scan scan) {
    byte[] text = scan.text();
    int to = scan.to();
    int at = scan.from();
    Splits splits = new Splits();
    while (at < to) {
      if (text[at] >= 0) {
        at++;
        continue;
      }
      int size = Utf8.size(text, at, to);
      int point = Utf8.codePoint(text, at, to);
      int end = at + size;
      if (Glyphs.isInvisible(point) || isTag(point)) {
        end = invisible(scan, at, splits);
      } else if (isStyled(point)) {
        end = styled(scan, at);
      } else if (normaliser.lookalike(point) != 0 && Character.isLetter(point)) {
        end = word(scan, at);
      }
      at = end;
    }
    splits.report(scan);
  }

  /** Looks at a run of characters that show nothing, and returns its end. */
  private static int invisible(Scan scan, int start, Splits splits) {
    byte[] text = scan.text();
    int to = scan.to();
    int at = start;
    int tags = 0;
    int selectors = 0;
    int overrides = 0;
    int others = 0;
    while (at < to && text[at] < 0) {
      int point = Utf8.codePoint(text, at, to);
      if (isTag(point)) {
        tags++;
      } else if (isSelector(point)) {
        selectors++;
      } else if (point == 0x202D || point == 0x202E || isIsolating(text, at, to, point)) {
        overrides++;
        others++;
      } else if (Glyphs.isInvisible(point)) {
        others++;
      } else {
        break;
      }
      at += Utf8.size(text, at, to);
    }
    boolean flag = endsFlag(text, scan.from(), start);
    if (tags > 0 && !flag) {
      scan.report(TAGS, start, at);
    } else if (selectors >= RUN) {
      scan.report(VARIATION, start, at);
    } else if (overrides > 0) {
      scan.report(BIDI, start, at);
    } else if (others >= RUN) {
      scan.report(INVISIBLE, start, at);
    } else if (others + selectors > 0) {
      splits.between(scan, start, at);
    }
    return at;
  }

  /** Right-to-left embedding or isolate around what is no right-to-left writing. */
  private static boolean isIsolating(byte[] text, int at, int to, int point) {
    int next = at + Utf8.size(text, at, to);
    return (point == 0x202B || point == 0x2067) && next < to && text[next] > ' ';
  }

  /** A black flag in front makes tag characters an emoji (England, Scotland, Wales). */
  private static boolean endsFlag(byte[] text, int from, int at) {
    return at - 4 >= from && Utf8.codePoint(text, at - 4, at) == 0x1F3F4;
  }

  private static boolean isTag(int point) {
    return point >= 0xE0000 && point <= 0xE007F;
  }

  private static boolean isSelector(int point) {
    return point >= 0xFE00 && point <= 0xFE0F || point >= 0xE0100 && point <= 0xE01EF;
  }

  /** Full-width and mathematical letters: made for single signs, not for sentences. */
  private static boolean isStyled(int point) {
    return point >= 0xFF21 && point <= 0xFF5A || point >= 0x1D400 && point <= 0x1D7FF;
  }

  /** Looks at a passage written in such letters, and returns its end. */
  private static int styled(Scan scan, int start) {
    byte[] text = scan.text();
    int at = start;
    int end = start;
    int letters = 0;
    while (at < scan.to() && (text[at] == ' ' || text[at] < 0)) {
      int point = Utf8.codePoint(text, at, scan.to());
      at += Utf8.size(text, at, scan.to());
      if (isStyled(point)) {
        letters++;
        end = at;
      } else if (Character.isLetter(point)) {
        break;
      }
    }
    if (letters >= STYLED_RUN) {
      scan.report(STYLED, start, end);
    }
    return end;
  }

  /** Looks at the word around a look-alike letter, and returns its end. */
  private int word(Scan scan, int at) {
    byte[] text = scan.text();
    int start = at;
    while (start > scan.from() && Ascii.isLetter(text[start - 1])) {
      start--;
    }
    int end = at;
    int ascii = at - start;
    boolean disguised = true;
    while (end < scan.to() && (Ascii.isLetter(text[end]) || text[end] < 0)) {
      if (text[end] >= 0) {
        ascii++;
        end++;
        continue;
      }
      int point = Utf8.codePoint(text, end, scan.to());
      if (!Character.isLetter(point)) {
        break;
      }
      disguised &= normaliser.lookalike(point) != 0 && isForeign(point);
      end += Utf8.size(text, end, scan.to());
    }
    if (disguised && ascii >= 2) {
      scan.report(LOOKALIKE, start, end);
    }
    return Math.max(end, at + 1);
  }

  private static boolean isForeign(int point) {
    Character.UnicodeScript script = Character.UnicodeScript.of(point);
    return script == Character.UnicodeScript.CYRILLIC
        || script == Character.UnicodeScript.GREEK
        || script == Character.UnicodeScript.ARMENIAN
        || script == Character.UnicodeScript.CHEROKEE
        || script == Character.UnicodeScript.COPTIC
        || script == Character.UnicodeScript.LISU;
  }

  /** Counts letters of ASCII words that characters showing nothing have pulled apart. */
  private static final class Splits {
    private int first = -1;
    private int last;
    private int count;
    private int soft;

    void between(Scan scan, int start, int end) {
      byte[] text = scan.text();
      if (start == scan.from() || end == scan.to() || text[start - 1] < ' ' || text[end] < ' ') {
        return;
      }
      if (!isName(text[start - 1]) || !isName(text[end])) {
        return;
      }
      if (first >= 0 && start - last > 2048) {
        report(scan);
      }
      first = first < 0 ? start - 1 : first;
      last = end + 1;
      count++;
      soft += Utf8.codePoint(text, start, end) == 0xAD ? 1 : 0;
    }

    private static boolean isName(byte b) {
      return Ascii.isLetter(b) || b == '_';
    }

    void report(Scan scan) {
      if (count >= RUN || count - soft >= 2) {
        scan.report(SPLIT, first, last);
      }
      first = -1;
      count = 0;
      soft = 0;
    }
  }
}
