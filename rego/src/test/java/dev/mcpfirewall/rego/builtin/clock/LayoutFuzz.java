// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.builtin.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.ZoneOffset;

/** Whatever layout and text come: a time or a refusal. */
class LayoutFuzz {
  @FuzzTest(maxDuration = "2m")
  void readsAndWrites(FuzzedDataProvider data) {
    Layout layout = Layout.of(data.consumeString(40));
    Instant time = Instant.ofEpochSecond(data.consumeLong(-9_000_000_000L, 9_000_000_000L));
    assertThat(layout.write(time.atZone(ZoneOffset.UTC))).isNotNull();
    String text = data.consumeRemainingAsString();
    try {
      layout.read(text);
    } catch (IllegalArgumentException e) {
      // A refusal.
    }
    try {
      Durations.nanos(text);
    } catch (IllegalArgumentException e) {
      // A refusal.
    }
  }
}
