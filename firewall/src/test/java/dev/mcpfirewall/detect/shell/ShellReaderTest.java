// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellReaderTest {
  @Test
  void undoesQuotesAndEscapes() {
    assertThat(lines("a 'b c' \"d e\"f g\\ h i''j $'\\x6b\\154'"))
        .containsExactly("a|b c|d ef|g h|ij|kl");
  }

  @Test
  void splitsAtEverySeparator() {
    assertThat(lines("a;b&&c||d|e&f\ng (h)"))
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
  }

  @Test
  void joinsLinesAndDropsComments() {
    assertThat(lines("a \\\nb # c; d\ne#f")).containsExactly("a|b", "e#f");
  }

  @Test
  void splitsAtTheFieldSeparatorVariable() {
    assertThat(lines("a$IFS-b${IFS}c${IFS%?}d$IFS$9e")).containsExactly("a|-b|c|d|e");
  }

  @Test
  void readsSubstitutionsBeforeTheCommandAroundThem() {
    assertThat(lines("a $(b `c`) \"$(d)\" $((1+$(e)))").subList(0, 4))
        .containsExactly("c", "b|`c`", "d", "e");
  }

  @Test
  void keepsRedirectionsApart() {
    ShellCommand command = ShellReader.read("a <b 2>>c >&2 d <<< e").getFirst();

    assertThat(command.line()).isEqualTo("a d");
    assertThat(command.redirects())
        .extracting(Redirect::target)
        .containsExactly("b", "c", "2", "e");
  }

  @Test
  void givesHereDocumentsToTheirCommand() {
    List<ShellCommand> commands = ShellReader.read("a <<X | b\n one\nX\nc");

    assertThat(commands).extracting(ShellCommand::line).containsExactly("a", "b", "c");
    assertThat(commands.getFirst().redirects())
        .containsExactly(new Redirect(Redirect.Kind.TEXT, " one\n"));
  }

  @Test
  void numbersPipelines() {
    List<ShellCommand> commands = ShellReader.read("a | b $(c | d) | e; f");

    assertThat(commands)
        .extracting(ShellCommand::program)
        .containsExactly("a", "c", "d", "b", "e", "f");
    assertThat(commands.get(3).pipeline())
        .isEqualTo(commands.get(0).pipeline())
        .isEqualTo(commands.get(4).pipeline());
    assertThat(commands.get(1).pipeline()).isNotEqualTo(commands.get(0).pipeline());
    assertThat(commands.get(5).first()).isTrue();
  }

  private static List<String> lines(String text) {
    return ShellReader.read(text).stream()
        .map(command -> String.join("|", command.words().stream().map(Word::text).toList()))
        .toList();
  }
}
