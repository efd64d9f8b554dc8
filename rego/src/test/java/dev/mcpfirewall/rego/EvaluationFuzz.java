// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.rego.error.ErrorCode;
import dev.mcpfirewall.rego.error.RegoException;
import dev.mcpfirewall.rego.error.Source;
import dev.mcpfirewall.rego.value.Json;
import dev.mcpfirewall.rego.value.Value;
import java.time.Duration;
import java.util.List;

/** Any text as a policy, any answer or error: but no crash, no hang. */
final class EvaluationFuzz {
  private static final Value INPUT =
      Json.read("{\"a\": [1, {\"b\": \"x\"}], \"b\": {\"c\": null}, \"s\": \"text\"}");

  @FuzzTest(maxDuration = "20s")
  void answersOrRefuses(FuzzedDataProvider data) {
    Settings settings =
        Settings.DEFAULT.limits(
            new Limits(200_000, Duration.ofSeconds(2), 200, 100_000, 1_000_000));
    String text = "package t\n" + data.consumeRemainingAsString();
    try {
      Policy policy = Rego.compile(List.of(new Source("t.rego", text)), Options.DEFAULT);
      policy.query("data.t").evaluate(INPUT, settings);
      policy.query("data.t").evaluate(INPUT, settings.tracer(step -> {}));
    } catch (RegoException e) {
      if (e.errors().stream().anyMatch(error -> error.code() == ErrorCode.EVAL_INTERNAL)) {
        throw e;
      }
    }
  }
}
