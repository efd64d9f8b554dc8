// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpfirewall.rego.ast.Module;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are large, deep or full of mistakes cost what their length costs. */
class HostileTextTest {
  private static final int SMALL_STACK = 512 << 10;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          [ ~ ]
          ( ~ )
          {1, ~ }
          {"a": ~ }
          [1 | ~ ]
          [1 | 2, ~ ]
          {1 | x, ~ }
          {1: 2 | x, ~ }
          f( ~ )
          a[ ~ ]
          $"{ ~ }"
          [x | every y in xs { ~ }]
          1 + ~ ''
          1 + ( ~ )
          "x"in ~ ''
          """)
  void whatNestsDeepIsRefusedOnASmallStack(String open, String close) throws Exception {
    String end = close == null ? "" : close;
    String deep = "package p\n\na := " + open.repeat(100_000) + "(1)" + end.repeat(100_000) + "\n";

    assertThat(refusal(deep)).contains("max parsing recursion depth exceeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          [ ~ ]
          [1 | 2, ~ ]
          {1 | x, ~ }
          {1: 2 | x, y: ~ }
          f( ~ )
          [1 | f([2 | ~ ]), 3]
          """)
  void bracketsThatMayBeTwoThingsAreReadOnce(String open, String close) throws Exception {
    String nested = "package p\n\na := " + open.repeat(30) + "1" + close.repeat(30) + "\n";

    assertThat(refusal(nested)).doesNotContain("depth");
  }

  @Test
  void tenMegabytesOfRulesAreRead() {
    String rule = "allow if {\n\tinput.tool == \"read\" # why\n\tcount(input.xs) > 1\n}\n\n";
    int count = (10 << 20) / rule.length();

    Module module =
        Parser.module(new Source("big.rego", "package p\n\n" + rule.repeat(count)), Options.V1);

    assertThat(module.rules()).hasSize(count);
    assertThat(module.comments()).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          [
          {
          a {\\n
          $"{
          "\\n
          }
          a := = 1\\n
          # METADATA\\n
          1|2,
          a[1
          ''
          """)
  void tenMegabytesOfMistakesAreRefused(String part) {
    String unit = part.replace("\\n", "\n");
    String text = "package p\n" + (unit.isEmpty() ? "x " : unit).repeat(10_000_000 / 4);

    assertThatThrownBy(() -> Parser.module(new Source("", text), Options.V1))
        .isInstanceOf(RegoException.class);
  }

  @Test
  void aTextThatIsTooLongIsRefusedUnread() {
    String text = "x".repeat(Options.V1.maxSize() + 1);

    assertThatThrownBy(() -> Parser.module(new Source("", text), Options.V1))
        .hasMessageContaining("text longer than");
  }

  /** What a text is refused with, by a thread with a small stack; empty where it is not. */
  private static String refusal(String text) throws InterruptedException {
    AtomicReference<String> answer = new AtomicReference<>("nothing");
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                Parser.module(new Source("", text), Options.V1);
                answer.set("");
              } catch (RegoException e) {
                answer.set(String.valueOf(e.errors().getFirst().message()));
              } catch (StackOverflowError e) {
                answer.set("stack overflow");
              }
            },
            "small",
            SMALL_STACK);
    thread.start();
    thread.join();
    return answer.get();
  }
}
