// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All phrases over one lexicon, read when the first is asked for. */
final class Phrasebook {
  private final List<String> spellings;
  private volatile @Nullable Read read;

  Phrasebook(List<String> spellings) {
    this.spellings = List.copyOf(spellings);
  }

  Phrase phrase(int index) {
    return read().phrases[index];
  }

  Lexicon lexicon() {
    return read().lexicon;
  }

  private Read read() {
    Read known = read;
    if (known == null) {
      known = new Read(spellings);
      read = known;
    }
    return known;
  }

  private static final class Read {
    private final Lexicon lexicon = new Lexicon();
    private final Phrase[] phrases;

    Read(List<String> spellings) {
      phrases = new Phrase[spellings.size()];
      for (int i = 0; i < phrases.length; i++) {
        phrases[i] = Phrase.of(spellings.get(i), lexicon);
      }
    }
  }
}
