// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapArgumentsTest {
  private static Optional<WrapOptions> parse(String... args) {
    return WrapArguments.parse(args);
  }

  @Test
  void readsThePlainForm() {
    assertThat(parse("wrap", "--", "npx", "-y", "x", "--name", "--"))
        .contains(
            new WrapOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("npx", "-y", "x", "--name", "--"),
                false));
  }

  @Test
  void readsOptionsInEitherSpelling() {
    WrapOptions expected =
        new WrapOptions(
            Optional.of("n"), Optional.of("a"), Optional.of(Path.of("c.yaml")), List.of("s"), true);

    assertThat(parse("wrap", "--name", "n", "--agent", "a", "--config", "c.yaml", "-v", "--", "s"))
        .contains(expected);
    assertThat(parse("wrap", "--verbose", "--config=c.yaml", "--agent=a", "--name=n", "--", "s"))
        .contains(expected);
  }

  @Test
  void splitsATargetAsAShellWould() {
    assertThat(parse("wrap", "--target", "python3 'my server.py' \"a \\\" b\" c\\ d ''"))
        .map(WrapOptions::command)
        .contains(List.of("python3", "my server.py", "a \" b", "c d", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrap",
        "wrap --",
        "wrap --help",
        "wrap -h -- x",
        "wrap x",
        "wrap --name",
        "wrap --name -- x",
        "wrap --name= -- x",
        "wrap --nam x -- y",
        "wrap --name a --name b -- x",
        "wrap --agent a --agent b -- x",
        "wrap --agent= -- x",
        "wrap --agent",
        "wrap -v",
        "wrap --target x -- y",
        "wrap --target 'x",
        "check x",
        "--version",
        "wrap - -- x"
      })
  void leavesEverythingElseToTheLibrary(String line) {
    assertThat(parse(line.split(" ", -1))).isEmpty();
  }
}
