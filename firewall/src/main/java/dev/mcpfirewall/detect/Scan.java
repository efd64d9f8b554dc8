// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One view being scanned: the text for the finders, and the way back to the original bytes. */
final class Scan {
  private final TextView view;
  private final Phrasebook phrases;
  private final Consumer<Match> found;
  private final Consumer<TextView> again;
  private final Fuel fuel;
  private @Nullable Words words;

  Scan(
      TextView view,
      Phrasebook phrases,
      Consumer<Match> found,
      Consumer<TextView> again,
      Fuel fuel) {
    this.view = view;
    this.phrases = phrases;
    this.found = found;
    this.again = again;
    this.fuel = fuel;
  }

  Fuel fuel() {
    return fuel;
  }

  /** The words of the text. */
  Words words() {
    Words known = words;
    if (known == null) {
      known = new Words(phrases.lexicon(), view.bytes(), view.from(), view.to());
      words = known;
    }
    return known;
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

  /** Has {@code [start, end)} of the text scanned as the {@code size} bytes it is read as. */
  void readAgain(int start, int end, byte[] as, int size) {
    TextView.Builder builder = new TextView.Builder(view, size);
    builder.replace(start, end, as, size);
    again.accept(builder.build());
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
    private @Nullable Set<Match> seen;

    Once(Consumer<Match> found) {
      this.found = found;
    }

    @Override
    public void accept(Match match) {
      Set<Match> before = seen;
      if (before == null) {
        before = HashSet.newHashSet(4);
        seen = before;
      }
      if (before.add(match)) {
        found.accept(match);
      }
    }
  }
}
