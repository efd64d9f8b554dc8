// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** E-mail addresses (the common part of RFC 5321), brought up by their at sign. */
record EmailFinder(Rule rule) implements Finder {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int start = keywordStart;
    int floor = Math.max(scan.from(), keywordStart - LONGEST_LOCAL);
    while (start > floor && isLocal(text[start - 1])) {
      start--;
    }
    while (start < keywordStart && !Ascii.isAlphanumeric(text[start])) {
      start++;
    }
    int end = domainEnd(text, keywordEnd, scan.to());
    if (start == keywordStart || end < 0 || text[keywordStart - 1] == '.') {
      return keywordStart + 1;
    }
    // git@host:path and user:password@host are addresses of machines, not of people
    boolean remote =
        end < scan.to() && text[end] == ':' && end + 1 < scan.to() && !Ascii.isSpace(text[end + 1]);
    boolean userinfo =
        start > scan.from()
            && (text[start - 1] == ':' || text[start - 1] == '/')
            && start > scan.from() + 1
            && !Ascii.isSpace(text[start - 2])
            && schemeBefore(scan, start);
    if (!remote && !userinfo && !isPicture(text, end)) {
      scan.report(rule, start, end);
    }
    return end;
  }

  private static boolean schemeBefore(Scan scan, int at) {
    byte[] text = scan.text();
    int floor = Math.max(scan.from() + 2, at - LONGEST_LOCAL);
    for (int i = at - 1; i >= floor && !Ascii.isSpace(text[i]); i--) {
      if (text[i] == '/' && text[i - 1] == '/' && text[i - 2] == ':') {
        return !isMailScheme(text, i, scan.from());
      }
    }
    return false;
  }

  private static boolean isMailScheme(byte[] text, int at, int from) {
    return at - 8 >= from && Ascii.lower(text, at - 8, at - 2).equals("mailto");
  }

  private static int domainEnd(byte[] text, int at, int to) {
    int limit = Math.min(to, at + LONGEST_DOMAIN);
    int label = at;
    int dots = 0;
    int end = at;
    while (end < limit && (Ascii.isAlphanumeric(text[end]) || isInner(text, end, label, limit))) {
      if (text[end] == '.') {
        dots++;
        label = end + 1;
      }
      end++;
    }
    int top = label;
    if (dots == 0 || end - top < 2 || end - top > 24) {
      return -1;
    }
    for (int i = top; i < end; i++) {
      if (!Ascii.isLetter(text[i])) {
        return -1;
      }
    }
    return end;
  }

  /** A dot or hyphen with a letter or digit on both sides. */
  private static boolean isInner(byte[] text, int at, int label, int limit) {
    return (text[at] == '.' || text[at] == '-')
        && at > label
        && at + 1 < limit
        && (Ascii.isAlphanumeric(text[at + 1]) || text[at] == '-' && text[at + 1] == '-');
  }

  /** {@code icon@2x.png} and its like. */
  private static boolean isPicture(byte[] text, int end) {
    String ending = Ascii.lower(text, end - 4, end);
    return ending.equals(".png")
        || ending.equals(".jpg")
        || ending.equals(".svg")
        || ending.equals("webp")
        || ending.equals(".gif");
  }

  private static boolean isLocal(byte b) {
    return Ascii.isAlphanumeric(b)
        || b == '.'
        || b == '_'
        || b == '%'
        || b == '+'
        || b == '-'
        || b == '\''
        || b == '#'
        || b == '&'
        || b == '*'
        || b == '~'
        || b == '^';
  }
}
