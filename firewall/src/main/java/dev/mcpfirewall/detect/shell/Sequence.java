// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import dev.mcpfirewall.detect.shell.Redirect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the words and redirections of one level of a script into commands. Used by one thread,
 * once.
 */
final class Sequence {
  private final List<ShellCommand> into;
  private final boolean nested;
  private final List<Word> words = new ArrayList<>();
  private final List<Redirect> redirects = new ArrayList<>();
  private Optional<Kind> expected = Optional.empty();
  private int documents;
  private int lastClosed = -1;
  private int start;
  private int pipeline;
  private boolean first = true;

  Sequence(List<ShellCommand> into, boolean nested) {
    this.into = into;
    this.nested = nested;
  }

  List<ShellCommand> into() {
    return into;
  }

  /** Whether the reader should stop. */
  boolean full(int most) {
    return into.size() >= most;
  }

  void open(int at) {
    start = at;
    pipeline = first ? at : pipeline;
  }

  void word(Word word, int end) {
    if (expected.isPresent()) {
      redirects.add(new Redirect(expected.get(), word.text()));
      expected = Optional.empty();
      return;
    }
    words.add(word);
  }

  void expect(Kind kind) {
    expected = Optional.of(kind);
  }

  void awaitDocument() {
    documents++;
  }

  /** Ends a command; {@code pipe} says that the next one reads what it writes. */
  void close(int end, boolean pipe) {
    expected = Optional.empty();
    if (!words.isEmpty() || !redirects.isEmpty() || documents > 0) {
      into.add(new ShellCommand(words, redirects, pipeline, first, nested, start, end));
      lastClosed = documents > 0 ? into.size() - 1 : lastClosed;
      words.clear();
      redirects.clear();
      documents = 0;
    }
    first = !pipe;
  }

  /** Gives the body of a here-document to the command that asked for one. */
  void document(String body) {
    if (lastClosed < 0) {
      return;
    }
    ShellCommand owner = into.get(lastClosed);
    List<Redirect> more = new ArrayList<>(owner.redirects());
    more.add(new Redirect(Kind.TEXT, body));
    into.set(
        lastClosed,
        new ShellCommand(
            owner.words(),
            more,
            owner.pipeline(),
            owner.first(),
            owner.nested(),
            owner.start(),
            owner.end()));
  }
}
