// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

/** Confirms a {@link Phrase} at a word. */
record PhraseFinder(Rule rule, Phrasebook book, int index) implements Finder {
  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    if (keywordStart > scan.from()
        && text[keywordStart - 1] != '\''
        && Words.isWordAt(text, keywordStart - 1, scan.from())) {
      return keywordStart + 1;
    }
    Phrase phrase = book.phrase(index);
    if (phrase.isWhole()
        && keywordEnd < scan.to()
        && Words.isWordAt(text, keywordEnd, scan.from())) {
      // A longer keyword may begin at the same place.
      return keywordStart;
    }
    Words words = scan.words();
    int start = phrase.start(words, keywordStart);
    int end = start < 0 ? -1 : phrase.end(words, keywordStart);
    if (end < 0) {
      return keywordStart + 1;
    }
    scan.report(rule, start, end);
    return end;
  }
}
