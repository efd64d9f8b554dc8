// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** International bank account numbers (ISO 13616): country, length, mod 97. */
final class IbanFinder implements Finder {
  /** The registry's countries and lengths. */
  private static final String LENGTHS =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
          + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
          + "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
          + "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

  private static final int LONGEST = 34;

  private final Rule rule;

  IbanFinder(Rule rule) {
    this.rule = rule;
  }

  /** The keyword is four digits, of which an IBAN has some within its first 24 places. */
  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int start = keywordStart;
    int floor = Math.max(scan.from(), keywordStart - LONGEST - 8);
    while (start > floor && isPart(text, start - 1)) {
      start--;
    }
    while (start < keywordEnd) {
      if (isOpening(text, start, scan)) {
        int end = end(text, start, scan.to());
        if (end > 0) {
          scan.report(rule, start, end);
          return end;
        }
      }
      start++;
    }
    return keywordEnd;
  }

  private static boolean isPart(byte[] text, int at) {
    return Ascii.isDigit(text[at])
        || Ascii.isUpper(text[at])
        || (text[at] == ' ' || text[at] == '-') && Ascii.isAlphanumeric(text[at + 1]);
  }

  private static boolean isOpening(byte[] text, int at, Scan scan) {
    return at + 4 < scan.to()
        && Ascii.isUpper(text[at])
        && Ascii.isUpper(text[at + 1])
        && Ascii.isDigit(text[at + 2])
        && Ascii.isDigit(text[at + 3])
        && (at == scan.from() || !Ascii.isWord(text[at - 1]));
  }

  private int end(byte[] text, int start, int to) {
    int length = length(text[start], text[start + 1]);
    if (length == 0) {
      return -1;
    }
    byte[] compact = new byte[length];
    int taken = 0;
    int at = start;
    while (at < to && taken < length) {
      byte b = text[at];
      if (Ascii.isDigit(b) || Ascii.isUpper(b)) {
        compact[taken++] = b;
      } else if (b != ' ' && b != '-' || text[at - 1] == b) {
        return -1;
      }
      at++;
    }
    boolean cut = at < to && Ascii.isWord(text[at]);
    return taken == length && !cut && mod97(compact) == 1 ? at : -1;
  }

  private static int length(byte first, byte second) {
    for (int i = 0; i < LENGTHS.length(); i += 4) {
      if (LENGTHS.charAt(i) == first && LENGTHS.charAt(i + 1) == second) {
        return (LENGTHS.charAt(i + 2) - '0') * 10 + LENGTHS.charAt(i + 3) - '0';
      }
    }
    return 0;
  }

  static int mod97(byte[] iban) {
    int rest = 0;
    for (int i = 0; i < iban.length; i++) {
      byte b = iban[(i + 4) % iban.length];
      rest = Ascii.isDigit(b) ? (rest * 10 + b - '0') % 97 : (rest * 100 + b - 'A' + 10) % 97;
    }
    return rest;
  }
}
