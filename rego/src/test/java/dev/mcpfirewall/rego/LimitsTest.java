// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What costs too much ends in an error, and never in an answer. */
final class LimitsTest {
  private static final String ENDLESS =
      """
      package t
      xs := numbers.range(1, 3000)
      p if { some a in xs; some b in xs; some c in xs; a + b + c == 0 }
      q if { not p }
      r := [1 | p]
      """;

  @Test
  void stepsAreCounted() {
    assertThat(refusal(ENDLESS, "data.t.p", Limits.DEFAULT.steps(100_000)))
        .isEqualTo("eval_limit_error: evaluation took more than 100000 steps");
  }

  @Test
  void aBreachIsNoUndefined() {
    assertThat(refusal(ENDLESS, "data.t.q", Limits.DEFAULT.steps(100_000)))
        .startsWith("eval_limit_error");
    assertThat(refusal(ENDLESS, "data.t.r", Limits.DEFAULT.steps(100_000)))
        .startsWith("eval_limit_error");
  }

  @Test
  void timeIsLimited() {
    assertThat(refusal(ENDLESS, "data.t.p", Limits.DEFAULT.time(Duration.ofMillis(20))))
        .isEqualTo("eval_limit_error: evaluation took more than 20 ms");
  }

  @Test
  void anotherThreadMayCancel() {
    AtomicInteger asked = new AtomicInteger();
    Settings settings = Settings.DEFAULT.cancelled(() -> asked.incrementAndGet() > 3);

    RegoException stopped =
        catchThrowableOfType(
            RegoException.class, () -> policy(ENDLESS).query("data.t.p").evaluate(settings));

    assertThat(stopped.errors().getFirst().code()).isEqualTo(ErrorCode.EVAL_CANCEL);
  }

  @Test
  void rulesThatWaitForEachOtherAreCounted() {
    assertThat(refusal(chain(400), "data.t.p400", Limits.DEFAULT))
        .isEqualTo("eval_limit_error: rules nested more than 300 deep");
    assertThat(policy(chain(250)).query("data.t.p250").value()).isPresent();
  }

  private static String chain(int length) {
    return IntStream.rangeClosed(1, length)
        .mapToObj(i -> "p" + i + " := x if { x := p" + (i - 1) + " + 1 }\n")
        .collect(Collectors.joining("", "package t\np0 := 0\n", ""));
  }

  @Test
  void valuesThatDoubleAreStopped() {
    String doubling =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "a" + i + " := array.concat(a" + (i - 1) + ", a" + (i - 1) + ")\n")
            .collect(Collectors.joining("", "package t\na0 := [1]\n", ""));

    assertThat(refusal(doubling, "data.t.a40", Limits.DEFAULT.size(100_000)))
        .isEqualTo("eval_limit_error: a value grew beyond 100000 elements");
  }

  @Test
  void comprehensionsThatGrowAreStopped() {
    String policy = "package t\np := [a | some a in input; some b in input]";
    Value hundred = Json.read(IntStream.range(0, 100).boxed().toList().toString());

    RegoException stopped =
        catchThrowableOfType(
            RegoException.class,
            () ->
                policy(policy)
                    .query("data.t.p")
                    .evaluate(hundred, Settings.DEFAULT.limits(Limits.DEFAULT.size(1_000))));

    assertThat(stopped.errors().getFirst().code()).isEqualTo(ErrorCode.EVAL_LIMIT);
  }

  @Test
  void aLongBodyIsNoOverflow() {
    String body =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "some x" + i + " in [1]\n")
            .collect(Collectors.joining("", "package t\np if {\n", "}\n"));

    assertThat(answerOrLimit(body, "data.t.p")).isIn("true", "eval_limit_error");
  }

  private static String answerOrLimit(String module, String query) {
    try {
      return policy(module).query(query).value().orElseThrow().toString();
    } catch (RegoException e) {
      return e.errors().getFirst().code().toString();
    }
  }

  @Test
  void whatWasFoundBeforeTheStopIsNotLost() {
    String policy = "package t\nxs := numbers.range(1, 100000)";

    Attempt attempt =
        policy(policy)
            .query("data.t.xs[_] = x")
            .attempt(Json.read("{}"), Settings.DEFAULT.limits(Limits.DEFAULT.steps(150_000)));

    assertThat(attempt.stopped()).isPresent();
    assertThat(attempt.result().rows()).hasSizeGreaterThan(1_000);
  }

  private static String refusal(String module, String query, Limits limits) {
    RegoException stopped =
        catchThrowableOfType(
            RegoException.class,
            () -> policy(module).query(query).evaluate(Settings.DEFAULT.limits(limits)));
    return stopped.errors().getFirst().code() + ": " + stopped.errors().getFirst().message();
  }

  private static Policy policy(String module) {
    return Rego.compile(List.of(new Source("t.rego", module)), Options.DEFAULT);
  }
}
