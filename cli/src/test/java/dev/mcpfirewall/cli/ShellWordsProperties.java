// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ShellWordsProperties {
  @Property
  void wordsInSingleQuotesComeBackAsTheyWere(@ForAll List<String> words) {
    String line =
        words.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));

    assertThat(ShellWords.split(line)).contains(words);
  }

  @Property
  void neverFailsWhateverIsWritten(@ForAll String text) {
    assertThat(ShellWords.split(text)).isNotNull();
  }
}
