// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpfirewall.rego.builtin.LimitExceeded;
import dev.mcpfirewall.rego.value.ObjectValue;
import dev.mcpfirewall.rego.value.StringValue;
import java.math.BigInteger;
import java.util.List;

/** Whatever format or template comes: a text or a refusal. */
class SprintfFuzz {
  @FuzzTest(maxDuration = "2m")
  void formats(FuzzedDataProvider data) {
    List<Object> arguments =
        List.of(
            data.consumeLong(),
            data.consumeRegularDouble(),
            new BigInteger(data.consumeBytes(20).length == 0 ? "0" : "98765432109876543210"),
            data.consumeString(20));
    try {
      Sprintf.format(data.consumeRemainingAsString(), arguments);
    } catch (LimitExceeded e) {
      // A refusal.
    }
  }

  @FuzzTest(maxDuration = "2m")
  void renders(FuzzedDataProvider data) {
    ObjectValue.Builder variables = ObjectValue.builder(1);
    variables.put(StringValue.of("a"), StringValue.of(data.consumeString(10)));
    int[] left = {100_000};
    try {
      Template.render(
          data.consumeRemainingAsString(),
          variables.build(),
          steps -> {
            left[0] -= steps;
            if (left[0] < 0) {
              throw new IllegalArgumentException("steps used up");
            }
          });
    } catch (IllegalArgumentException | LimitExceeded e) {
      // A refusal.
    }
  }
}
