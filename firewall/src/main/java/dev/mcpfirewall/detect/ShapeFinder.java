package dev.mcpfirewall.detect;

/** Confirms a token by its {@link Shape}, and that it looks drawn at random where a rule asks. */
record ShapeFinder(Rule rule, Shape shape, double entropy) implements Finder {
  @Override
  public Topic topic() {
    return rule.topic();
  }

  @Override
  public int examine(Scan scan, int keywordStart, int keywordEnd) {
    byte[] text = scan.text();
    int end = shape.end(text, keywordStart, scan.to());
    if (end < 0) {
      return keywordStart + 1;
    }
    int start = shape.start(text, keywordStart, scan.from());
    if (start >= 0 && !Likely.placeholder(text, start, end) && drawn(text, keywordEnd, end)) {
      scan.report(rule, start, end);
    }
    return end;
  }

  private boolean drawn(byte[] text, int from, int end) {
    return entropy == 0 || end <= from || Likely.entropy(text, from, end) >= entropy;
  }
}
