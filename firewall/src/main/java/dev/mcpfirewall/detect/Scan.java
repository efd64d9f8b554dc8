package dev.mcpfirewall.detect;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** One view being scanned: the text for the finders, and the way back to the original bytes. */
final class Scan {
  private final TextView view;
  private final Consumer<Match> found;

  Scan(TextView view, Consumer<Match> found) {
    this.view = view;
    this.found = found;
  }

  byte[] text() {
    return view.bytes();
  }

  int from() {
    return view.from();
  }

  int to() {
    return view.to();
  }

  /** A match at {@code [start, end)} of the view's text. */
  void report(Rule rule, int start, int end) {
    report(rule, start, end, "");
  }

  /** A match with a subject, see {@link Match#subject()}. */
  void report(Rule rule, int start, int end, String subject) {
    if (end > start) {
      found.accept(new Match(rule, view.originStart(start), view.originEnd(end), subject));
    }
  }

  /** Passes each match on once, though several views of the same text may hold it. */
  static final class Once implements Consumer<Match> {
    private final Consumer<Match> found;
    private final Set<Match> seen = HashSet.newHashSet(4);

    Once(Consumer<Match> found) {
      this.found = found;
    }

    @Override
    public void accept(Match match) {
      if (seen.add(match)) {
        found.accept(match);
      }
    }
  }
}
