// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.rego.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever bytes come: a refusal with its place, or the same value by either way, and again. */
class JsonFuzz {
  @FuzzTest(maxDuration = "2m")
  void readsOrRefuses(byte[] input) {
    Value view;
    try {
      view = Json.view(input);
    } catch (JsonException e) {
      assertThat(e.offset()).isBetween(0, input.length);
      return;
    }
    Value whole = Json.read(input, Json.Options.DEFAULT);
    assertThat(view).isEqualTo(whole);
    assertThat(whole).isEqualTo(view);
    assertThat(view.hashCode()).isEqualTo(whole.hashCode());
    String written = Json.write(view);
    assertThat(Json.view(written.getBytes(UTF_8))).isEqualTo(whole);
    assertThat(Json.read(Json.pretty(whole))).isEqualTo(view);
  }
}
