// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official SDK's client and reference server notice nothing of the firewall between them. */
@Timeout(120)
class EverythingIT {
  private static final List<String> SERVER =
      Peers.npm("@modelcontextprotocol/server-everything/dist/index.js");

  @RegisterExtension final Bench bench = new Bench();

  @Test
  void everyFeatureIsTheSameWithAndWithout() {
    Outcome bare = transcript(SERVER);
    Outcome wrapped = transcript(bench.wrapCommand(List.of(), SERVER));

    assertThat(bare.exit()).as(bare.err()).isZero();
    assertThat(bare.out().lines().count()).isGreaterThan(70);
    assertThat(wrapped.exit()).as(wrapped.err()).isZero();
    assertSame(wrapped, bare);
  }

  @Test
  void modernEraIsTheSameWithAndWithout() {
    List<String> server = Peers.script("modern-server.mjs");

    Outcome bare = modern(server);
    Outcome wrapped = modern(bench.wrapCommand(List.of(), server));

    assertThat(bare.exit()).as(bare.err()).isZero();
    assertThat(bare.out()).contains("2026-07-28").contains("elicited");
    assertThat(wrapped.exit()).as(wrapped.err()).isZero();
    assertSame(wrapped, bare);
  }

  private static void assertSame(Outcome wrapped, Outcome bare) {
    List<String> expected = bare.out().lines().toList();
    List<String> actual = wrapped.out().lines().toList();
    SoftAssertions every = new SoftAssertions();
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      every.assertThat(actual.get(i)).isEqualTo(expected.get(i));
    }
    every.assertThat(actual).as("number of facts").hasSameSizeAs(expected);
    every.assertAll();
  }

  private Outcome transcript(List<String> server) {
    Peers.installed();
    return bench.run(Peers.script("everything-transcript.mjs", server.toArray(String[]::new)));
  }

  private Outcome modern(List<String> server) {
    Peers.installed();
    return bench.run(Peers.script("modern-transcript.mjs", server.toArray(String[]::new)));
  }
}
