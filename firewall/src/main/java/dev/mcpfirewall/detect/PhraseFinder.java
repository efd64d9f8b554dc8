package dev.mcpfirewall.detect;

/** Confirms a {@link Phrase} at a word. */
record PhraseFinder(Rule rule, Phrase phrase) implements Finder {
  @Override
  public Topic topic() {
    return rule.topic();
  }

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    if (keywordStart > scan.from() && Ascii.isAlphanumeric(text[keywordStart - 1])) {
      return keywordStart + 1;
    }
    int end = phrase.end(text, keywordStart, scan.to());
    if (end < 0) {
      return keywordStart + 1;
    }
    scan.report(rule, keywordStart, end);
    return end;
  }
}
